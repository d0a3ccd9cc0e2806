package dev.mailmoor.server.bulk;

import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import dev.mailmoor.server.reauth.Intent;
import java.util.Map;
import java.util.Optional;

/**
 * How a mailbox was before a row changed more of it than its password.
 *
 * @param became the texts that the row gave it: where they differ by now, somebody changed them since
 */
record Earlier(MailboxTexts was, MailboxTexts became, Map<Direction, ChannelSettings> channels) {
    /** Empty where only a password changed. */
    static Optional<Earlier> of(Intent.Ready intent) {
        boolean more =
                intent.changes().stream().anyMatch(change -> !change.field().endsWith("secret"));
        return intent.existing()
                .filter(_ -> more)
                .map(before -> new Earlier(before.texts(), intent.texts(), before.channels()));
    }

    boolean isBack(Mailbox now) {
        return now.texts().equals(was) && now.channels().equals(channels);
    }

    boolean textsAreUntouched(Mailbox now) {
        return now.texts().equals(became);
    }

    /** What its texts should be again. */
    MailboxTexts texts(Mailbox now) {
        return textsAreUntouched(now) ? was : now.texts();
    }
}
