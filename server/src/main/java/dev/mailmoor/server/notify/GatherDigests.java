package dev.mailmoor.server.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts what was held for one recipient into one mail, when no more came for a while, or the first has waited for long. */
@Component
class GatherDigests {
    static final Duration QUIET = Duration.ofSeconds(30);
    private static final int BATCH = 200;

    private final PostgresNotices notices;
    private final PostgresOutbox outbox;
    private final Clock clock;

    GatherDigests(PostgresNotices notices, PostgresOutbox outbox, Clock clock) {
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** True when there may be more. One process at a time: two would make two mails for one person. */
    @Transactional
    public boolean gather() {
        if (notices.alone().isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        List<PostgresNotices.Held> ripe = notices.ripe(now.minus(TellOrHold.WINDOW), now.minus(QUIET), BATCH);
        for (PostgresNotices.Held held : ripe) {
            NewMail mail = NewMail.of(held.occasion().word(), held.recipient(), "", Map.of());
            NewMail digest = new NewMail(mail.id(), mail.kind(), mail.recipient(), "digest:" + mail.id(), mail.about());
            outbox.put(held.workspace(), List.of(digest));
            notices.gather(held, digest.id());
        }
        return ripe.size() == BATCH;
    }
}
