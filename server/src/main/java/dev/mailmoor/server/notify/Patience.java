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

    private Patience() {}

    /** Empty when it was tried for long enough. */
    static Optional<Instant> next(OutgoingMail mail, Instant now) {
        Duration wait = WAITS.get(Math.min(Math.max(mail.attempts(), 1), WAITS.size()) - 1);
        return mail.madeAt().plus(LONGEST).isAfter(now) ? Optional.of(now.plus(wait)) : Optional.empty();
    }
}
