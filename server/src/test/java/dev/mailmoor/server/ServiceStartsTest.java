package dev.mailmoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class ServiceStartsTest {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private MovableClock movable;

    @LocalServerPort
    private int port;

    @Test
    void theWholeServiceStartsOnAFreshDatabase() {
        assertThat(port).isPositive();
        assertThat(jdbc.sql("select count(*) from scheduled_tasks")
                        .query(Long.class)
                        .single())
                .isNotNegative();
    }

    @Test
    void everybodysClockIsTheOneThatTestsMove() {
        var before = clock.instant();
        movable.moveOn(Duration.ofHours(26));
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofHours(26)));
    }
}
