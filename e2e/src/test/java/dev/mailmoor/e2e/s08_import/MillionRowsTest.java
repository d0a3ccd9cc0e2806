package dev.mailmoor.e2e.s08_import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The largest file there may be, and the smallest that is too large. */
@Story
@EnabledIfSystemProperty(named = "mailmoor.full", matches = "true", disabledReason = "takes minutes and gigabytes")
class MillionRowsTest {
    private static final int MOST = 1_000_000;
    private static final long GIBIBYTE = 1L << 30;
    private static final Duration AN_UPLOAD = Duration.ofMinutes(15);
    private static final Duration AN_IMPORT = Duration.ofMinutes(20);
    private static final String SEALED = "sealed_secret where purpose = 'import-rows'";
    private static final String UNTRIED = "{\"verify\":false}";
    private static final String HEADER =
            "email,password,first_name,tags,receiving_host,receiving_port,sending_host,sending_port\n";

    @Test
    @Timeout(3_600)
    void aMillionRowsComeInByAFileAndWhatIsLargerLeavesNothing() throws IOException, SQLException {
        try (RunningMailmoor moor = RunningMailmoor.prepare()
                .with("MAILMOOR_CHECK_INTERVAL", "24h")
                .with("MAILMOOR_SENDING_INTERVAL", "24h")
                .start()) {
            double idle = mebibytes(moor, "VmRSS:");
            aFileThatIsTooLargeIsRefused(moor);
            said("peak after what was refused", mebibytes(moor, "VmHWM:") - idle);
            aMillionAreSaved(moor);
            said("peak after a million rows", mebibytes(moor, "VmHWM:") - idle);
            anotherMillionIsCancelled(moor);
            said("peak after all", mebibytes(moor, "VmHWM:") - idle);
            assertThat(mebibytes(moor, "VmHWM:") - idle).isLessThan(512);
        }
    }

    private static void aFileThatIsTooLargeIsRefused(RunningMailmoor moor) throws SQLException {
        Answer rows = upload(moor, GeneratedUpload.of(HEADER, MOST + 1, i -> row("one", i)));
        assertThat(rows.status()).as(rows.text()).isEqualTo(413);
        assertThat(rows.at("/detail")).contains("more than 1,000,000 rows");
        nothingIsLeft(moor);
        String pad = "x".repeat(1_200);
        int enough = (int) (GIBIBYTE / (pad.length() + 1)) + 1;
        Answer bytes = upload(moor, GeneratedUpload.of("email,description\n", enough, i -> "a" + i + "," + pad + "\n"));
        assertThat(bytes.status()).as(bytes.text()).isEqualTo(413);
        assertThat(bytes.at("/detail")).contains("larger than 1 GiB");
        nothingIsLeft(moor);
    }

    private static void nothingIsLeft(RunningMailmoor moor) throws SQLException {
        for (String table : List.of("import_run", "import_chunk", "import_row", SEALED)) {
            assertThat(count(moor, table)).as(table).isZero();
        }
    }

    private static void aMillionAreSaved(RunningMailmoor moor) throws SQLException {
        long began = System.nanoTime();
        String id = upload(moor, GeneratedUpload.of(HEADER, MOST, i -> row("all", i)))
                .expect(202)
                .at("/id");
        said("seconds until a million rows are taken in", seconds(began));
        TreeSet<Integer> seen = new TreeSet<>();
        await().atMost(AN_IMPORT).pollInterval(Duration.ofSeconds(1)).until(() -> {
            Answer now = moor.api().get("/imports/" + id);
            seen.add(Integer.parseInt(now.at("/done")));
            return now.at("/state").equals("done");
        });
        said("seconds until a million mailboxes are saved", seconds(began));
        assertThat(seen).as("the progress was seen on the way").hasSizeGreaterThan(20);
        assertThat(moor.api().get("/imports/" + id).at("/created")).isEqualTo("" + MOST);
        assertThat(count(moor, "mailbox")).isEqualTo(MOST);
        assertThat(count(moor, SEALED)).isZero();
    }

    private static void anotherMillionIsCancelled(RunningMailmoor moor) throws SQLException {
        String id = upload(moor, GeneratedUpload.of(HEADER, MOST, i -> row("half", i)))
                .expect(202)
                .at("/id");
        await().atMost(AN_IMPORT)
                .until(() -> Integer.parseInt(moor.api().get("/imports/" + id).at("/done")) > 50_000);
        long began = System.nanoTime();
        moor.api().post("/imports/" + id + "/cancel").expect(200);
        said("seconds until it is cancelled", seconds(began));
        assertThat(moor.api().get("/imports/" + id).at("/state")).isEqualTo("cancelled");
        int created = Integer.parseInt(moor.api().get("/imports/" + id).at("/created"));
        assertThat(created).isBetween(50_000, MOST - 1);
        assertThat(count(moor, "mailbox")).isEqualTo(MOST + created);
        assertThat(count(moor, SEALED)).isZero();
    }

    private static String row(String name, int i) {
        return "%s%d@northwind.example,secret %d,Anna,eu;team-%d,imap.northwind.invalid,993,smtp.northwind.invalid,465\n"
                .formatted(name, i, i, i % 200);
    }

    private static Answer upload(RunningMailmoor moor, GeneratedUpload file) {
        return moor.api()
                .send(moor.api()
                        .request("/api/v1/imports")
                        .timeout(AN_UPLOAD)
                        .header("Content-Type", "multipart/form-data; boundary=" + GeneratedUpload.BOUNDARY)
                        .POST(BodyPublishers.ofInputStream(() -> file.stream(UNTRIED)))
                        .build());
    }

    private static long count(RunningMailmoor moor, String rows) throws SQLException {
        DatabaseAddress database = EmbeddedPostgres.runningOn(moor.data()).orElseThrow();
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal(text -> text));
                ResultSet found = connection.createStatement().executeQuery("select count(*) from " + rows)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static double mebibytes(RunningMailmoor moor, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(moor.pid()), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .sum();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void said(String what, double value) {
        System.out.printf(Locale.ROOT, "%s: %.1f%n", what, value);
    }
}
