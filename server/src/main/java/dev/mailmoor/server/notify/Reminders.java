package dev.mailmoor.server.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When people are reminded of a loss: CONTRACT §4. */
final class Reminders {
    private static final List<Integer> DAYS = List.of(1, 3, 7);

    private Reminders() {}

    /** After how many days the last one was due; those before it that were missed are not made up for. */
    static Optional<Integer> due(Instant beganAt, Instant now) {
        return DAYS.stream().filter(days -> !at(beganAt, days).isAfter(now)).reduce((_, later) -> later);
    }

    static Optional<Instant> next(Instant beganAt, Instant now) {
        return DAYS.stream()
                .map(days -> at(beganAt, days))
                .filter(at -> at.isAfter(now))
                .findFirst();
    }

    private static Instant at(Instant beganAt, int days) {
        return beganAt.plus(Duration.ofDays(days));
    }
}
