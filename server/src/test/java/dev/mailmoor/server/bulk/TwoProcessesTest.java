package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two loops on one database, as in two processes: no row is applied twice, and one goes on where the other ended. */
@ServerTest
class TwoProcessesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LEASE_AND_A_SECOND = Duration.ofSeconds(11);
    private static final ImportOptions UNTRIED = new ImportOptions(
            Map.of(), ImportOptions.Existing.REFUSED, ImportOptions.Trying.NOT_AT_ALL, "", Map.of(), 0);

    @Autowired
    private Imports imports;

    @Autowired
    private ImportWorkshop workshop;

    @Autowired
    private UndoImport undoing;

    /** Of the service under test: the one process. */
    @Autowired
    private ImportLoop own;

    @Autowired
    private MovableClock clock;

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

    /** Nobody looks at these mailboxes. */
    @AfterEach
    void nothingIsDue() {
        own.start();
        jdbc.sql("""
                        with ours as materialized (
                            select workspace_id, mailbox_id, direction from channel_belief where workspace_id = :workspace
                            order by workspace_id, mailbox_id, direction for no key update
                        )
                        update channel_belief b set due_at = now() + interval '100 years' from ours o
                        where b.workspace_id = o.workspace_id and b.mailbox_id = o.mailbox_id and b.direction = o.direction
                        """).param("workspace", access.workspace().value()).update();
    }

    @Test
    void whereOneIsKilledTheOtherGoesOnAndWhatTheFirstStillWantedToWriteIsDropped() throws Exception {
        await().atMost(SOON).until(() -> count("import_run where state = 'running' and workspace_id <> ?") == 0);
        own.stop();
        int rows = 3_500;
        UUID id = started("killed", rows);
        Claim claim = workshop.claims().next().orElseThrow();
        assertThat(claim.run().id()).isEqualTo(id);
        Mortal mortal = new Mortal(workshop);
        Thread process = Thread.ofVirtual().start(() -> mortal.work(claim));
        assertThat(mortal.dies(SOON)).isTrue();
        int half = run(id).counts().done();
        assertThat(half).isPositive().isLessThan(rows);

        own.start();
        assertThat(run(id).state()).as("its lease is not over").isEqualTo(State.RUNNING);
        clock.moveOn(LEASE_AND_A_SECOND);
        await().atMost(SOON).until(() -> run(id).state() == State.DONE);
        mortal.wakesUp();
        assertThat(process.join(SOON)).isTrue();

        eachRowIsAppliedOnce(id, rows);
        assertThat(claims(id)).isEqualTo(2);
    }

    @Test
    void whereBothWorkEachImportIsOnesAlone() throws IOException {
        ImportLoop other = new ImportLoop(workshop, undoing);
        other.start();
        try {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ids.add(started("both" + i, 300));
            }
            for (UUID id : ids) {
                await().atMost(SOON).until(() -> run(id).state() == State.DONE);
                assertThat(run(id).counts().created()).isEqualTo(300);
                assertThat(claims(id)).isEqualTo(1);
            }
        } finally {
            other.stop();
        }
    }

    private void eachRowIsAppliedOnce(UUID id, int rows) {
        assertThat(run(id).counts().created()).isEqualTo(rows);
        assertThat(run(id).counts().done()).isEqualTo(rows);
        assertThat(imports.outcomes(access.workspace(), id, Imports.Which.ALL, rows + 1))
                .extracting(RowOutcome::row)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rows).boxed().toList());
        assertThat(count("mailbox where workspace_id = ?")).isEqualTo(rows);
        assertThat(count("mailbox where credential_version > 1 and workspace_id = ?"))
                .isZero();
    }

    private UUID started(String name, int rows) throws IOException {
        String file = IntStream.range(0, rows)
                .mapToObj(i -> "%s%d@two.example,secret,127.0.0.1,127.0.0.1".formatted(name, i))
                .collect(Collectors.joining("\n", "email,password,imap host,smtp host\n", "\n"));
        Taking taking =
                imports.take(access, name + ".csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(taking).isInstanceOf(Taking.Taken.class);
        UUID id = ((Taking.Taken) taking).draft();
        assertThat(imports.start(access, id, UNTRIED)).isInstanceOf(Imports.Starting.Started.class);
        return id;
    }

    private ImportRun run(UUID id) {
        return imports.find(access.workspace(), id).orElseThrow();
    }

    private long claims(UUID id) {
        return jdbc.sql("select claim from import_run where import_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows)
                .param(access.workspace().value())
                .query(Long.class)
                .single();
    }
}
