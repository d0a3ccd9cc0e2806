package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.bulk.Imports.Starting;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tables of an import keep, and for how long. */
@ServerTest
class ImportTablesTest {
    @Autowired
    private Imports imports;

    @Autowired
    private PostgresImports table;

    @Autowired
    private PostgresOutcomes outcomes;

    @Autowired
    private ForgetOldImports forgetting;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    private Access access =
            new Access(new WorkspaceId(UUID.randomUUID()), new Actor.Program(UUID.randomUUID(), "test"), Role.OPERATOR);

    @BeforeEach
    void ownWorkspace() {
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Test', now())")
                .param(access.workspace().value())
                .update();
    }

    private ImportRun draft() throws IOException {
        byte[] file = "email,password\nno address,x\n".getBytes(StandardCharsets.UTF_8);
        UUID id = imports.take(access, "rows.csv", new ByteArrayInputStream(file)) instanceof Taking.Taken taken
                ? taken.draft()
                : new UUID(0, 0);
        return table.find(access.workspace(), id).orElseThrow();
    }

    private void leased(ImportRun run, int seconds) {
        jdbc.sql("update import_run set leased_until = ? where import_id = ?")
                .param(PostgresImports.utc(clock.instant().plusSeconds(seconds)))
                .param(run.id())
                .update();
    }

    @Test
    void anOutdatedDraftIsNotStartedButForgotten() throws IOException {
        ImportRun run = draft();
        leased(run, -1);
        assertThat(imports.start(access, run.id(), ImportOptions.USUAL)).isInstanceOf(Starting.NotFound.class);
        forgetting.forget(run);
        assertThat(table.find(access.workspace(), run.id())).isEmpty();
    }

    @Test
    void ofAFileThatTurnsOutWrongNothingIsLeft() throws IOException {
        String file = "email,password\n" + "anna@x.example,secret\n".repeat(1_200) + "ben@x.example,\"never closed\n";
        assertThat(imports.take(access, "rows.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        Taking.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("row 1201"));
        for (String table : List.of("import_run", "import_chunk", "sealed_secret")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where workspace_id = ?")
                            .param(access.workspace().value())
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aDraftThatWasStartedMeanwhileIsNotForgotten() throws IOException {
        ImportRun run = draft();
        assertThat(imports.start(access, run.id(), ImportOptions.USUAL)).isInstanceOf(Starting.Started.class);
        forgetting.forget(run);
        assertThat(table.find(access.workspace(), run.id())).isPresent();
    }

    @Test
    void anAddressIsTheSameAfterARestartHoweverItWasWritten() throws IOException {
        ImportRun run = draft();
        outcomes.put(
                run,
                List.of(RowOutcome.failed(
                        1, " Anna@Example.COM", new RowOutcome.Refusal("invalid-field", "wrong", Map.of()))));
        SeenAddresses seen = new SeenAddresses();
        outcomes.addresses(run, seen);
        assertThat(seen.earlier("anna@example.com", 2)).hasValue(1);
    }
}
