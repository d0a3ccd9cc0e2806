package dev.mailmoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseClockTest {
    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.connect(TestPostgres.freshDatabase()));

    @Test
    void tellsTheDatabasesTime() {
        try (DatabaseClock clock = new DatabaseClock(jdbc, DatabaseClock.Kind.REAL)) {
            Instant before = databaseTime();
            Instant told = clock.instant();
            // Whatever the machine did in between.
            assertThat(told).isBetween(before.minusMillis(100), databaseTime().plusMillis(100));
        }
    }

    private Instant databaseTime() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void movedInOneProcessItIsMovedInAll() {
        try (DatabaseClock mine = new DatabaseClock(jdbc, DatabaseClock.Kind.MOVABLE);
                DatabaseClock theirs = new DatabaseClock(jdbc, DatabaseClock.Kind.MOVABLE)) {
            mine.moveTo(Duration.ofHours(26));
            assertThat(mine.offset()).isEqualTo(Duration.ofHours(26));
            await().atMost(Duration.ofSeconds(20)).until(() -> theirs.offset().equals(Duration.ofHours(26)));
            assertThat(theirs.instant()).isCloseTo(mine.instant(), within(1, ChronoUnit.HOURS));
            theirs.moveTo(Duration.ofHours(-1));
            await().atMost(Duration.ofSeconds(20)).until(() -> mine.offset().equals(Duration.ofHours(-1)));
        }
    }

    @Test
    void aRealServiceIsNotMovedByWhatATestLeftBehind() {
        try (DatabaseClock movable = new DatabaseClock(jdbc, DatabaseClock.Kind.MOVABLE)) {
            movable.moveTo(Duration.ofDays(9));
        }
        try (DatabaseClock real = new DatabaseClock(jdbc, DatabaseClock.Kind.REAL)) {
            assertThat(real.offset()).isZero();
            assertThat(real.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
            assertThatThrownBy(() -> real.moveTo(Duration.ofHours(1))).isInstanceOf(IllegalStateException.class);
        }
    }
}
