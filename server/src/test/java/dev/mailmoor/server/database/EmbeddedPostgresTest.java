package dev.mailmoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data;

    @Test
    void keepsWhatWasCommittedFromOneLifeToTheNext() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            run(postgres, "create table t (n int)");
            run(postgres, "insert into t values (7)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(ask(postgres, "select n from t")).isEqualTo("7");
        }
        assertThat(postmasters()).isEmpty();
    }

    @Test
    void isDurableAndListensOnTheLoopbackOnly() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseAddress right = postgres.address();
            for (String user : List.of(right.user(), "postgres", "nobody")) {
                assertThatThrownBy(() -> connect(new DatabaseAddress(right.jdbcUrl(), user, Secret.of("guess")))
                                .close())
                        .isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(() -> connect(new DatabaseAddress(
                                    right.jdbcUrl().replaceAll("/mailmoor$", "/postgres"),
                                    right.user(),
                                    right.password()))
                            .close())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void everythingInTheFolderIsTheOwnersAlone() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(postgres.address().user()).isEqualTo("mailmoor");
            try (Stream<Path> all = Files.walk(data)) {
                assertThat(all.filter(path -> !Files.isSymbolicLink(path)).filter(EmbeddedPostgresTest::othersMay))
                        .isEmpty();
            }
        }
    }

    @Test
    void aSecondOneOnTheFolderIsToldSo() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
            assertThat(first.address().jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedPostgres.start(data).close())
                    .isInstanceOf(PlainFault.class)
                    .hasMessage("Another Mailmoor (process "
                            + ProcessHandle.current().pid() + ") is using the data folder " + data + ".");
        }
    }

    @Test
    void runsAgainWhenItIsKilled() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            run(postgres, "create table t (n int)");
            postmasters().forEach(ProcessHandle::destroyForcibly);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(ask(postgres, "select count(*) from t")).isEqualTo("0"));
        }
    }

    @Test
    void anInterruptedFirstStartBeginsAgain() throws IOException, SQLException {
        Files.createDirectories(data.resolve("postgresql/cluster.new/base"));
        Files.writeString(data.resolve("postgresql/password"), "of-the-first-try");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aPidFileWhoseNumberIsNowAStrangersDoesNotStopTheStart() throws IOException, SQLException {
        EmbeddedPostgres.start(data).close();
        Path cluster = data.resolve("postgresql/cluster");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + cluster + "\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aFolderOfAnotherVersionIsRefusedPlainly() throws IOException {
        EmbeddedPostgres.start(data).close();
        Files.writeString(data.resolve("postgresql/cluster/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(data).close())
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("made with PostgreSQL 17");
    }

    private List<ProcessHandle> postmasters() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments)
                                .contains(data.resolve("postgresql/cluster").toString()))
                        .orElse(false))
                .toList();
    }

    private static boolean othersMay(Path path) {
        try {
            // Inside the cluster's own folder, which is closed, PostgreSQL sets what it likes.
            return !path.toString().contains("/cluster/")
                    && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                            .endsWith("------");
        } catch (IOException e) {
            return false;
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal(text -> text));
    }

    private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres.address());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres.address());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
