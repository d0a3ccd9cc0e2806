package dev.mailmoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedPostgresFaults {
    @TempDir
    Path data;

    enum Killed {
        PROCESS_ONLY,
        PROCESS_AND_DATABASE
    }

    @ParameterizedTest
    @EnumSource
    void afterAKillTheNextStartHasEverythingThatWasCommitted(Killed killed) throws Exception {
        Process process = serve();
        String url = firstLine(process);
        try (Connection connection = connect(url)) {
            connection.createStatement().execute("create table t as select 7 as n");
        }
        long postmaster = postmasterPid();
        process.destroyForcibly().waitFor();
        if (killed == Killed.PROCESS_AND_DATABASE) {
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        } else {
            assertThat(ProcessHandle.of(postmaster)).as("left running").isPresent();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Connection connection = connect(postgres.address().jdbcUrl());
                var rows = connection.createStatement().executeQuery("select n from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(postmasterPid()).isNotEqualTo(postmaster);
            assertThat(runs(postmaster)).isFalse();
        }
    }

    @Test
    void anotherUserOfTheMachineFindsNoWayIn() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("needs to become another user")
                .isEqualTo("root");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            String port = postgres.address().jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1");
            assertThat(asNobody("cat " + data + "/postgresql/password")).contains("Permission denied");
            assertThat(asNobody("ls " + data)).contains("Permission denied");
            assertThat(asNobody("ls -a /tmp")).doesNotContain(".s.PGSQL." + port);
            // A startup packet for the right user and database: the answer is a demand for SCRAM (R, 10), not a
            // session.
            String hello = "exec 3<>/dev/tcp/127.0.0.1/" + port
                    + "; printf '\\x00\\x00\\x00\\x29\\x00\\x03\\x00\\x00user\\x00mailmoor\\x00database\\x00mailmoor\\x00\\x00' >&3"
                    + "; head -c 23 <&3 | tr -c '[:print:]' '.'";
            assertThat(asNobody(hello)).startsWith("R").contains("SCRAM-SHA-256");
        }
    }

    private static String asNobody(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "timeout",
                        "5",
                        "bash",
                        "-c",
                        script)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor(10, TimeUnit.SECONDS);
        return output;
    }

    private Process serve() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServesUntilKilled.class.getName(),
                        data.toString())
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        String line = reader.readLine();
        while (line != null && !line.startsWith("jdbc:")) {
            line = reader.readLine();
        }
        return String.valueOf(line);
    }

    /** Where nobody reaps it, a dead process keeps its number as a zombie. */
    private static boolean runs(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }

    private long postmasterPid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"))
                .getFirst());
    }

    private Connection connect(String url) throws SQLException, IOException {
        String password = Files.readString(data.resolve("postgresql/password"));
        return DriverManager.getConnection(url, "mailmoor", password);
    }
}
