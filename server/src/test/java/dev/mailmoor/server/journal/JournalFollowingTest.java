package dev.mailmoor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Followers against a real PostgreSQL, turn by turn. */
class JournalFollowingTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final DatabaseAddress address = TestPostgres.freshDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(TestPostgres.connect(address));
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final TransactionTemplate transaction = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
    private final JournalRows rows = new JournalRows(client, JsonMapper.shared());
    private final Journal journal = new PostgresJournal(jdbc, JsonMapper.shared());
    private final Recorder recorder = new Recorder();
    private final FollowTheJournal following =
            new FollowTheJournal(List.of(recorder), rows, client, transaction, new Bell(address));

    @BeforeEach
    void theFollowerIsEnrolled() {
        following.turn(recorder);
    }

    @Test
    void eventsComeInOrderAndOnce() {
        publish("a");
        publish("b");
        everything();
        publish("c");
        everything();

        assertThat(recorder.types).containsExactly("a", "b", "c");
    }

    @Test
    void anEventThatCommitsLateIsNotSteppedOver() {
        var other = transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(_ -> {
            publish("took its number first, commits last");
            other.executeWithoutResult(_ -> publish("took its number last, commits first"));
            other.executeWithoutResult(_ -> everything());
            assertThat(recorder.types).isEmpty();
        });
        everything();

        assertThat(recorder.types)
                .containsExactly("took its number first, commits last", "took its number last, commits first");
    }

    @Test
    void whatWasRolledBackNeverHappened() {
        transaction.executeWithoutResult(status -> {
            publish("never");
            status.setRollbackOnly();
        });
        publish("then");
        everything();

        assertThat(recorder.types).containsExactly("then");
    }

    @Test
    void aFollowerThatFailsGetsTheSameAgain() {
        publish("a");
        recorder.failing = true;
        assertThatThrownBy(() -> following.turn(recorder)).isInstanceOf(IllegalStateException.class);
        recorder.failing = false;
        everything();

        assertThat(recorder.types).containsExactly("a");
    }

    @Test
    void aSecondProcessWaitsItsTurn() {
        publish("a");
        var second = transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(_ -> {
            following.turn(recorder);
            assertThat(second.<Boolean>execute(_ -> following.turn(recorder))).isFalse();
        });

        assertThat(recorder.types).containsExactly("a");
    }

    @Test
    void afterARestoreOnAnotherServerNothingIsMissed() {
        publish("seen");
        everything();
        publish("unseen");
        jdbc.update("update journal_event set xid = (xid::text::bigint + 1000000000)::text::xid8");
        jdbc.update("update journal_follower set xid = (xid::text::bigint + 1000000000)::text::xid8");
        recorder.types.clear();

        new JournalInANewDatabase(client, transaction).afterPropertiesSet();
        publish("new");
        everything();

        assertThat(recorder.types).containsExactly("unseen", "new");
    }

    @Test
    void aWatcherGetsTheBacklogAndThenWhatIsLive() throws Exception {
        publish("old");
        Position start = rows.now();
        var watcher = new Watcher(workspace, rows, Position.BEGINNING, start, _ -> {});
        publish("live");
        rows.after(start, 10).forEach(row -> watcher.offer(row.event()));

        assertThat(List.of(type(watcher), type(watcher))).containsExactly("old", "live");
        assertThat(watcher.next(java.time.Duration.ZERO)).isInstanceOf(EventFeed.Next.Quiet.class);
    }

    @Test
    void aSlowWatcherIsDroppedRatherThanWaitedFor() throws Exception {
        List<Watcher> gone = new ArrayList<>();
        var watcher = new Watcher(workspace, rows, Position.BEGINNING, Position.BEGINNING, gone::add);
        var event = new JournalEvent(UUID.randomUUID(), workspace, "x", AT, Map.of());
        for (int i = 0; i < 1_001; i++) {
            watcher.offer(event);
        }

        assertThat(gone).isNotEmpty();
        assertThat(watcher.next(java.time.Duration.ZERO)).isInstanceOf(EventFeed.Next.Ended.class);
    }

    @Test
    void oldEventsAreForgotten() {
        publish("old");
        TrimTheJournal.forgetOld(
                rows, java.time.Clock.fixed(AT.plus(java.time.Duration.ofDays(31)), java.time.ZoneOffset.UTC));

        assertThat(rows.after(Position.BEGINNING, 10)).isEmpty();
    }

    private static String type(Watcher watcher) throws InterruptedException {
        return ((EventFeed.Next.Event) watcher.next(java.time.Duration.ofSeconds(5)))
                .event()
                .type();
    }

    private void everything() {
        while (following.turn(recorder)) {
            // until nothing is left
        }
    }

    private void publish(String type) {
        journal.publish(new NewEvent(workspace, type, AT, Map.of("n", 1)));
    }

    private TransactionTemplate transaction(int propagation) {
        var template = new TransactionTemplate(
                new JdbcTransactionManager(java.util.Objects.requireNonNull(jdbc.getDataSource())));
        template.setPropagationBehavior(propagation);
        return template;
    }

    private static final class Recorder implements Follower {
        private final List<String> types = new ArrayList<>();
        private boolean failing;

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public void follow(List<JournalEvent> events) {
            if (failing) {
                throw new IllegalStateException("not now");
            }
            events.forEach(event -> types.add(event.type()));
        }
    }
}
