package dev.mailmoor.server.discovery;

import java.time.Duration;

/** A point in time after which nobody waits any more. */
record Deadline(long nanoTime) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The earlier of this and {@code time} from now. */
    Deadline within(Duration time) {
        return new Deadline(
                nanoTime - System.nanoTime() < time.toNanos() ? nanoTime : System.nanoTime() + time.toNanos());
    }

    boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** At least a millisecond. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanoTime - System.nanoTime()));
    }
}
