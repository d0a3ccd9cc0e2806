package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String FAILED_HEADER = "email,tags,password,row,cause,message\r\n";

    @TempDir
    private Path folder;

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService().answering("POST /api/v1/imports", 202, "{\"id\":\"i1\",\"total\":3}");
        Files.writeString(folder.resolve("fleet.csv"), "email,password\nanna@example.com,s3cret\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandRun importing(String... further) {
        String[] all = new String[further.length + 2];
        all[0] = "import";
        all[1] = folder.resolve("fleet.csv").toString();
        System.arraycopy(further, 0, all, 2, further.length);
        return CommandRun.of(service.environment(), all);
    }

    private void ended(String state, int failed) {
        service.answering(
                "GET /api/v1/imports/i1",
                200,
                "{\"id\":\"i1\",\"state\":\"%s\",\"total\":3,\"done\":3,\"created\":%d,\"failed\":%d}"
                        .formatted(state, 3 - failed, failed));
    }

    private void failedRows(int count) {
        service.answering(
                "GET /api/v1/imports/i1/failed.csv",
                200,
                IntStream.rangeClosed(1, count)
                        .mapToObj("u%1$d@example.com,eu,,%1$d,invalid-field,\"port: \u001b, wrong\"\r\n"::formatted)
                        .collect(Collectors.joining("", FAILED_HEADER, "")));
    }

    @Test
    void whatFailedIsToldRowByRowAndTheStatusIsOne() {
        ended("done", 2);
        failedRows(2);
        CommandRun run = importing("--update-existing", "--map", "Pass=password");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("Import i1 of 3 rows.", "done: 1 created, 0 updated, 0 unchanged, 2 failed, of 3 rows")
                .contains("row 1 u1@example.com: port: , wrong", "row 2 u2@example.com: ")
                .doesNotContain("s3cret", "and more", "\u001b");
        assertThat(service.requests.getFirst())
                .contains("\"updateExisting\":true", "\"mapping\":{\"Pass\":\"password\"}", "anna@example.com,s3cret");
    }

    @Test
    void ofManyFailedRowsTheFirstAreTold() {
        ended("done", 3);
        failedRows(40);
        assertThat(importing().out())
                .contains("row 20 ", "… and more: --report FILE")
                .doesNotContain("row 21 ");
    }

    @Test
    void whoseOwnersCanBeAskedIsTold() {
        service.answering(
                "GET /api/v1/imports/i1",
                200,
                "{\"id\":\"i1\",\"state\":\"done\",\"total\":3,\"done\":3,\"created\":1,\"failed\":2,\"toAsk\":2}");
        failedRows(2);
        assertThat(importing().out()).contains("2 of them wait for their owner to grant access");
    }

    @Test
    void allRowsRightIsZero() {
        ended("done", 0);
        failedRows(0);
        assertThat(importing().status()).isZero();
    }

    @Test
    void oneThatIsCancelledMeanwhileHasFailed() {
        ended("cancelled", 0);
        failedRows(0);
        assertThat(importing().status()).isEqualTo(1);
    }

    @Test
    void asJsonOnlyTheEndIsPrinted() {
        ended("done", 0);
        assertThat(importing("--json").out()).startsWith("{").contains("\"state\" : \"done\"");
    }

    @Test
    void theReportIsWritten() throws IOException {
        ended("done", 0);
        failedRows(0);
        service.answering("GET /api/v1/imports/i1/report.csv", 200, "row,email,outcome,cause,message\r\n");
        Path report = folder.resolve("report.csv");
        assertThat(importing("--report", report.toString()).status()).isZero();
        assertThat(report).hasContent("row,email,outcome,cause,message");
    }

    @Test
    void aPlanIsPrintedAndNothingStarted() {
        service.answering(
                "POST /api/v1/imports/preview",
                200,
                "{\"mapping\":{\"Account\":\"email\"},\"plan\":{\"total\":2,\"created\":1,\"failed\":1,\"refused\":"
                        + "[{\"row\":2,\"email\":\"x\",\"message\":\"email: no address.\"}]}}");
        CommandRun run = importing("--dry-run");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Account → email", "row 2 x: email: no address.", "Would be: 1 created");
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(CommandRun.of(service.environment(), "import").status()).isEqualTo(2);
        assertThat(importing("--map", "nothing").status()).isEqualTo(2);
        CommandRun missing = CommandRun.of(service.environment(), "import", "no.csv");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("There is no file no.csv.");
    }

    @Test
    void helpNamesItsOptions() {
        CommandRun help = importing("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("--update-existing", "--map=COLUMN=FIELD", "--dry-run", "--report=FILE");
    }
}
