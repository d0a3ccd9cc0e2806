package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says of a mailbox that is resumed what came while it was paused: that its login is lost, or that it is lost no more. */
@Component
class SayWhatCameMeanwhile {
    private final PostgresLosses losses;
    private final Announcements announcements;

    SayWhatCameMeanwhile(PostgresLosses losses, Announcements announcements) {
        this.losses = losses;
        this.announcements = announcements;
    }

    void say(MailboxFile mailbox, Instant at) {
        boolean restored = losses.takeUnsaidEnd(new MailboxKey(mailbox.workspace(), mailbox.mailbox()));
        Whole whole = mailbox.whole();
        Optional<BeliefRow> heaviest = mailbox.rows().stream()
                .max(Comparator.comparing(row -> row.belief().trouble()));
        if (whole.state() == MailboxState.AUTH_LOST) {
            heaviest.ifPresent(channel -> announcements.resumed(mailbox, channel, "mailbox.auth-lost", at));
        } else if (restored && whole.trouble() != Trouble.AUTH_LOST) {
            heaviest.ifPresent(channel -> announcements.resumed(mailbox, channel, "mailbox.restored", at));
        }
    }
}
