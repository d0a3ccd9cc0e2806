package dev.mailmoor.server.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Stands where the service's one clock stands; it moves only when a test moves it. */
public final class MovableClock extends Clock {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private volatile Instant now = START;

    public void moveOn(Duration by) {
        now = now.plus(by);
    }

    /** To what the database can keep of it. */
    public void moveTo(Instant to) {
        now = to.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
