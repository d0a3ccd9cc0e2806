package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.notify.LetterWriter.Letter;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the mail says that goes when an import is over, and to whom it goes. */
@ServerTest
class MailedReportTest {
    @Autowired
    private Imports imports;

    @Autowired
    private PostgresImports table;

    @Autowired
    private PostgresOutcomes outcomes;

    @Autowired
    private ImportLetters letters;

    @Autowired
    private JdbcClient jdbc;

    private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

    @BeforeEach
    void ownWorkspace() {
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Test', now())")
                .param(workspace.value())
                .update();
    }

    private ImportRun cancelled(Actor actor, ImportOptions options) throws IOException {
        Access access = new Access(workspace, actor, Role.OPERATOR);
        byte[] file = "email,password\nno address,s3cret\n".getBytes(StandardCharsets.UTF_8);
        UUID id = imports.take(access, "rows.csv", new ByteArrayInputStream(file)) instanceof Taking.Taken taken
                ? taken.draft()
                : new UUID(0, 0);
        // Its rows are put by the test: nobody else may work at it.
        jdbc.sql("update import_run set state = 'paused', options = ?::jsonb where import_id = ?")
                .param(new tools.jackson.databind.json.JsonMapper().writeValueAsString(options))
                .param(id)
                .update();
        imports.cancel(access, id);
        return table.find(workspace, id).orElseThrow();
    }

    private static Actor person() {
        return new Actor.Person(UUID.randomUUID(), "lead@example.com");
    }

    private static ImportOptions reportingTo(String address) {
        return new ImportOptions(
                Map.of(), ImportOptions.Existing.REFUSED, ImportOptions.Trying.FIRST, address, Map.of(), 0);
    }

    private List<String> recipients() {
        return jdbc.sql("select recipient from notice_mail where workspace_id = ? and kind = 'import'")
                .param(workspace.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Letter letter(ImportRun run) {
        return letters.write(workspace, "", Map.of("id", run.id().toString())).orElseThrow();
    }

    @Test
    void itGoesToThePersonWhoStartedIt() throws IOException {
        cancelled(person(), ImportOptions.USUAL);
        assertThat(recipients()).containsExactly("lead@example.com");
    }

    @Test
    void itGoesToWhoeverWasNamedInstead() throws IOException {
        cancelled(person(), reportingTo("audit@example.com"));
        assertThat(recipients()).containsExactly("audit@example.com");
    }

    @Test
    void aProgramThatNamedNobodyGetsNone() throws IOException {
        cancelled(new Actor.Program(UUID.randomUUID(), "crm"), ImportOptions.USUAL);
        assertThat(recipients()).isEmpty();
    }

    @Test
    void itTellsTheCountsAndCarriesTheRows() throws IOException {
        ImportRun run = cancelled(person(), ImportOptions.USUAL);
        outcomes.put(
                run,
                List.of(RowOutcome.failed(
                        1, "=cmd()", new RowOutcome.Refusal("invalid-field", "email: wrong.", Map.of()))));
        jdbc.sql("update import_run set failed = 1 where import_id = ?")
                .param(run.id())
                .update();
        Letter letter = letter(run);
        assertThat(letter.subject()).isEqualTo("Import was cancelled: 1 row failed");
        assertThat(letter.body())
                .contains("The import of rows.csv was cancelled:", "- failed: 1", "/imports/" + run.id())
                .doesNotContain("s3cret");
        assertThat(letter.attachment().orElseThrow().csv())
                .isEqualTo("row,email,outcome,cause,message\r\n1,'=cmd(),failed,invalid-field,email: wrong.\r\n");
    }

    @Test
    void ofVeryManyRowsItCarriesTheFirstAndSaysSo() throws IOException {
        ImportRun run = cancelled(person(), ImportOptions.USUAL);
        String long300 = "x".repeat(300);
        outcomes.put(
                run,
                IntStream.rangeClosed(1, 12_000)
                        .mapToObj(i -> RowOutcome.failed(
                                i, "u" + i, new RowOutcome.Refusal("invalid-field", long300, Map.of())))
                        .toList());
        Letter letter = letter(run);
        assertThat(letter.attachment().orElseThrow().csv().length()).isBetween(3 << 20, (3 << 20) + 1_000);
        assertThat(letter.body()).contains("It holds the first", "all of them are in the console.");
    }
}
