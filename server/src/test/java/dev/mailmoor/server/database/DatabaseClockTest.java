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
            Instant database = jdbc.sql("select clock_timestamp()")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            assertThat(clock.instant()).isCloseTo(database, within(100, ChronoUnit.MILLIS));
        }
    }

    @Test
    void movedInOneProcessItIsMovedInAllWithinASecond() {
        try (DatabaseClock mine = new DatabaseClock(jdbc, DatabaseClock.Kind.MOVABLE);
                DatabaseClock theirs = new DatabaseClock(jdbc, DatabaseClock.Kind.MOVABLE)) {
            mine.moveTo(Duration.ofHours(26));
            assertThat(mine.offset()).isEqualTo(Duration.ofHours(26));
            await().atMost(Duration.ofSeconds(1)).until(() -> theirs.offset().equals(Duration.ofHours(26)));
            assertThat(theirs.instant()).isCloseTo(mine.instant(), within(100, ChronoUnit.MILLIS));
            theirs.moveTo(Duration.ofHours(-1));
            await().atMost(Duration.ofSeconds(1)).until(() -> mine.offset().equals(Duration.ofHours(-1)));
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
