package dev.mailmoor.server.monitor;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@MonitorServer
class DatabaseGoneFaults {
    private static final JdbcClient ELSEWHERE = JdbcClient.create(TestPostgres.connect(TestPostgres.emptyDatabase()));

    @Autowired
    private MonitorParts parts;

    @Autowired
    private DatabaseAddress address;

    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Outage.class);

    @BeforeEach
    void listen() {
        told.start();
        log.setLevel(Level.INFO);
        log.addAppender(told);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(told);
    }

    private List<String> told() {
        return told.list.stream().map(ILoggingEvent::getMessage).toList();
    }

    @Test
    void checksWaitWhileTheDatabaseIsGoneAndGoOnByThemselves() {
        MonitorStage stage = new MonitorStage(parts);
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.probe.says("anna@northwind.example", Seen.refused());
        stage.probe.meanwhile(() -> letIn(false));
        parts.clock().moveOn(Duration.ofMinutes(6));
        parts.loop().start();
        await().until(() -> !told().isEmpty());
        letIn(true);
        // This very question may be the one that finds its connection cut.
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> stage.state(anna).equals("suspect"));
        assertThat(stage.probe.asked()).as("what was seen is not lost").hasSize(1);
        await().until(() -> told().size() > 1);
        parts.loop().stop();
        assertThat(told())
                .as("one line each way")
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("does not answer"),
                        back -> assertThat(back).contains("answers again"));
    }

    private void letIn(boolean allowed) {
        String name = address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
        ELSEWHERE
                .sql("alter database " + name + " with allow_connections " + allowed)
                .update();
        if (!allowed) {
            ELSEWHERE
                    .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                    .param("name", name)
                    .query(Boolean.class)
                    .list();
        }
    }
}
