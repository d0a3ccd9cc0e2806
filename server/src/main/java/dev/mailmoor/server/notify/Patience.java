package dev.mailmoor.server.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a mail that could not be handed over is tried again: soon at first, then ever more seldom, for three days. */
final class Patience {
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    /** A relay that did not say whether it took a mail is left to itself for so long. */
    private static final Duration UNANSWERED = Duration.ofMinutes(30);

    private static final int MOST_UNANSWERED = 3;

    private Patience() {}

    /** The same after the relay did not say whether it took it, this time too: another try may double it. */
    static Optional<Instant> afterNoAnswer(OutgoingMail mail, Instant now) {
        boolean often = mail.unanswered() + 1 >= MOST_UNANSWERED;
        return often ? Optional.empty() : Optional.of(now.plus(UNANSWERED));
    }

    /** Empty when it was tried for long enough. */
    static Optional<Instant> next(OutgoingMail mail, Instant now) {
        Duration wait = WAITS.get(Math.min(Math.max(mail.attempts(), 1), WAITS.size()) - 1);
        return mail.madeAt().plus(LONGEST).isAfter(now) ? Optional.of(now.plus(wait)) : Optional.empty();
    }
}
