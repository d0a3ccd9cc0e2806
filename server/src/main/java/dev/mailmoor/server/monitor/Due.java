package dev.mailmoor.server.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a channel is to be looked at next. */
sealed interface Due {
    /** A step of a confirmation: not moved. */
    record Exactly(Instant at) implements Due {}

    /** Routine: moved by a tenth at most, so that channels which began together do not stay together. */
    record About(Instant from, Duration gap) implements Due {
        static Duration jitter(Duration gap, RandomGenerator random) {
            return Duration.ofNanos((long) (gap.toNanos() * (0.9 + 0.2 * random.nextDouble())));
        }
    }

    /** A newcomer: anywhere within. */
    record Between(Instant from, Instant until) implements Due {}

    default Instant pick(RandomGenerator random) {
        return switch (this) {
            case Exactly(Instant at) -> at;
            case About(Instant from, Duration gap) -> from.plus(About.jitter(gap, random));
            case Between(Instant from, Instant until) ->
                from.plusNanos((long) (Duration.between(from, until).toNanos() * random.nextDouble()));
        };
    }
}
