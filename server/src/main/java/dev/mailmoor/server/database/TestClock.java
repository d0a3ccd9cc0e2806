package dev.mailmoor.server.database;

import java.time.Duration;

/** Moves the one clock, for tests: all processes on the database follow within a second. */
public interface TestClock {
    Duration offset();

    /**
     * @param offset from the database's time; may be negative
     * @throws IllegalStateException when the settings do not allow it
     */
    void moveTo(Duration offset);
}
