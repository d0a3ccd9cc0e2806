package dev.mailmoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.server.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What foreign keys promise is kept where triggers stand in for them. */
class ParentsTest {
    private static final String ROW_WITHOUT_PARENT = "23503";
    private static final String LOCKED = "55P03";

    private final DatabaseAddress address = TestPostgres.freshDatabase();
    private final UUID workspace = UUID.randomUUID();
    private final UUID mailbox = UUID.randomUUID();
    private final Session one;
    private final Session other;

    ParentsTest() throws SQLException {
        one = new Session(address);
        other = new Session(address);
    }

    @BeforeEach
    void thereIsOneMailbox() {
        one.run("insert into workspace values ('%s', 'w', now())".formatted(workspace));
        one.run(mailbox(workspace, mailbox));
        children(workspace, mailbox).forEach(one::run);
        one.run("""
                insert into import_run (workspace_id, import_id, file_name, state, actor_kind, actor_id, actor_name, created_at,
                    leased_until)
                values ('%s', '%s', 'f', 'done', 'program', '%2$s', 'p', now(), now())
                """.formatted(workspace, mailbox));
        one.run(importRow(workspace, mailbox));
    }

    @AfterEach
    void sessionsEnd() throws SQLException {
        one.connection.close();
        other.connection.close();
    }

    @Test
    void noRowPointsAtAParentThatIsNotThere() {
        UUID nobody = UUID.randomUUID();
        List<String> orphans = new ArrayList<>(children(workspace, nobody));
        // The same mailbox, of another workspace.
        orphans.addAll(children(nobody, mailbox));
        orphans.remove(secret(workspace, nobody));
        orphans.add(mailbox(nobody, nobody));
        orphans.add(importRow(workspace, nobody));
        orphans.add(importRow(nobody, mailbox));

        orphans.forEach(orphan -> refused(() -> one.run(orphan), ROW_WITHOUT_PARENT));
    }

    @Test
    void oneOrphanAmongManyIsEnough() {
        refused(() -> one.run("""
                        insert into credential (workspace_id, mailbox_id, version, kind, origin, changed_at, changed_by)
                        values ('%1$s', '%2$s', 2, 'password', 'renewed', now(), 'p'),
                            ('%1$s', gen_random_uuid(), 2, 'password', 'renewed', now(), 'p')
                        """.formatted(workspace, mailbox)), ROW_WITHOUT_PARENT);
    }

    @Test
    void childrenGoWithTheirParent() {
        refused(() -> one.run("delete from workspace"), ROW_WITHOUT_PARENT);
        one.run("delete from mailbox");
        one.run("delete from import_run");
        assertThat(List.of("channel", "credential", "channel_belief", "import_row"))
                .allSatisfy(table -> assertThat(one.count(table)).isZero());

        one.run("delete from workspace");
        assertThat(one.count("sealed_secret")).isZero();
    }

    @Test
    void aParentWaitsForChildrenThatAreBeingWritten() throws SQLException {
        one.connection.setAutoCommit(false);
        one.run("delete from channel");
        one.run(channel(workspace, mailbox));
        refused(() -> other.run("delete from mailbox"), LOCKED);

        one.connection.commit();
        other.run("delete from mailbox");
        assertThat(other.count("channel")).isZero();
    }

    @Test
    void keysNeverChange() {
        for (String table : List.of("workspace", "mailbox", "sealed_secret", "channel", "import_run", "import_row")) {
            refused(() -> one.run("update " + table + " set workspace_id = gen_random_uuid()"), ROW_WITHOUT_PARENT);
        }
        for (String table : List.of("mailbox", "channel", "credential", "channel_belief")) {
            refused(() -> one.run("update " + table + " set mailbox_id = gen_random_uuid()"), ROW_WITHOUT_PARENT);
        }
    }

    @Test
    void aBackupWritesParentsFirst() throws SQLException {
        List<String> tables = List.copyOf(new Schema(one.connection).tables().keySet());
        assertThat(tables).containsSubsequence("workspace", "mailbox", "channel");
        assertThat(tables).containsSubsequence("mailbox", "credential");
        assertThat(tables).containsSubsequence("mailbox", "channel_belief");
        assertThat(tables).containsSubsequence("workspace", "sealed_secret");
        assertThat(tables).containsSubsequence("import_run", "import_row");
    }

    private static void refused(ThrowingCallable deed, String state) {
        assertThatThrownBy(deed)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    private static List<String> children(UUID workspace, UUID mailbox) {
        return List.of(
                channel(workspace, mailbox),
                secret(workspace, mailbox),
                """
                insert into credential (workspace_id, mailbox_id, version, kind, origin, changed_at, changed_by)
                values ('%s', '%s', 1, 'password', 'first', now(), 'p')
                """.formatted(workspace, mailbox),
                """
                insert into channel_belief (workspace_id, mailbox_id, direction, protocol, server_key, place,
                    credential_version, state, since, proved, trouble, due_at)
                values ('%s', '%s', 'sending', 'smtp', 's', 's', 1, 'unverified', now(), false, 'none', now())
                """.formatted(workspace, mailbox));
    }

    private static String mailbox(UUID workspace, UUID mailbox) {
        return """
                insert into mailbox (workspace_id, mailbox_id, address, credential_version, created_at)
                values ('%s', '%s', '%2$s@example.com', 1, now())
                """.formatted(workspace, mailbox);
    }

    private static String channel(UUID workspace, UUID mailbox) {
        return "insert into channel values ('%s', '%s', 'sending', 'smtp', 'smtp.example.com', 465, 'tls', 'u')"
                .formatted(workspace, mailbox);
    }

    private static String secret(UUID workspace, UUID subject) {
        return "insert into sealed_secret values ('%s', '%s', 'sending', 1, 'sealed')".formatted(workspace, subject);
    }

    private static String importRow(UUID workspace, UUID run) {
        return """
                insert into import_row (workspace_id, import_id, row_number, email, outcome, cause, message)
                values ('%s', '%s', 1, '', 'created', '', '')
                """.formatted(workspace, run);
    }

    private static final class Session {
        private final Connection connection;
        private final JdbcClient jdbc;

        Session(DatabaseAddress address) throws SQLException {
            connection = address.connect();
            jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            run("set lock_timeout = '200ms'");
        }

        void run(String sql) {
            jdbc.sql(sql).update();
        }

        long count(String table) {
            return jdbc.sql("select count(*) from " + table).query(Long.class).single();
        }
    }
}
