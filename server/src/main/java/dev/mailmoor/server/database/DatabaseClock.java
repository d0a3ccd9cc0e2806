package dev.mailmoor.server.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one clock: the database's time, carried on by this machine's monotonic clock between measurements, plus the test
 * offset. Every process on the database sees the same time, however wrong its own machine's clock is.
 */
final class DatabaseClock extends Clock implements TestClock, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    /** How often the offset is looked at where it may move, and the drift where it may not. */
    private static final Duration OFTEN = Duration.ofMillis(400);

    private static final Duration SELDOM = Duration.ofSeconds(20);
    /** Smaller differences are the measurement's own. */
    private static final Duration NOISE = Duration.ofMillis(10);

    private final JdbcClient jdbc;
    private final Kind kind;
    private final Thread follower;
    private volatile Reading reading;

    /** Whether the offset counts. A real service must not be moved by a row that some test left behind. */
    enum Kind {
        MOVABLE,
        REAL
    }

    /** @param base the database's time at {@code nanos} of the monotonic clock */
    private record Reading(Instant base, long nanos, Duration offset) {
        Instant databaseTime() {
            return base.plusNanos(System.nanoTime() - nanos);
        }
    }

    DatabaseClock(JdbcClient jdbc, Kind kind) {
        this.jdbc = jdbc;
        this.kind = kind;
        this.reading = measure();
        this.follower = Thread.ofVirtual().name("database-clock").start(this::follow);
    }

    private Reading measure() {
        long before = System.nanoTime();
        return jdbc.sql("select clock_timestamp(), coalesce((select offset_millis from test_clock), 0)")
                .query((row, number) -> {
                    long middle = before + (System.nanoTime() - before) / 2;
                    Duration offset = kind == Kind.MOVABLE ? Duration.ofMillis(row.getLong(2)) : Duration.ZERO;
                    return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), middle, offset);
                })
                .single();
    }

    private void follow() {
        Duration pause = kind == Kind.MOVABLE ? OFTEN : SELDOM;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause);
                refresh();
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                LOG.debug("The database's time was not to be had; carrying on from the last.", e);
            }
        }
    }

    private synchronized void refresh() {
        Reading fresh = measure();
        Reading old = reading;
        Duration difference = Duration.between(old.databaseTime(), fresh.databaseTime());
        boolean noise = difference.abs().compareTo(NOISE) < 0;
        // A clock that jitters would put things out of order: small differences are left alone.
        reading = noise ? new Reading(old.base(), old.nanos(), fresh.offset()) : fresh;
    }

    @Override
    public Instant instant() {
        Reading now = reading;
        return now.databaseTime().plus(now.offset());
    }

    @Override
    public Duration offset() {
        return reading.offset();
    }

    @Override
    public void moveTo(Duration offset) {
        if (kind == Kind.REAL) {
            throw new IllegalStateException("the clock is moved only where MAILMOOR_TEST_CLOCK is true");
        }
        jdbc.sql("""
                        insert into test_clock (only_row, offset_millis) values (true, :millis)
                        on conflict (only_row) do update set offset_millis = excluded.offset_millis
                        """).param("millis", offset.toMillis()).update();
        refresh();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void close() {
        follower.interrupt();
    }
}
