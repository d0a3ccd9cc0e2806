package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.Counts;
import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.workspace.AuditTrail;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends an import: its rows are wiped, and everybody is told. */
@Component
class FinishImport {
    private final PostgresImports imports;
    private final PostgresClaims claims;
    private final PostgresChunks chunks;
    private final SealedRows sealed;
    private final Journal journal;
    private final ImportPost post;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    FinishImport(
            PostgresImports imports,
            PostgresClaims claims,
            PostgresChunks chunks,
            SealedRows sealed,
            Journal journal,
            ImportPost post,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.imports = imports;
        this.claims = claims;
        this.chunks = chunks;
        this.sealed = sealed;
        this.journal = journal;
        this.post = post;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** All rows have their outcome. Nothing happens when the claim was lost. */
    void finish(Claim claim) {
        transaction.executeWithoutResult(_ -> {
            if (claims.become(claim, State.DONE)) {
                imports.find(claim.run().workspace(), claim.run().id()).ifPresent(this::told);
            }
        });
    }

    /** In the caller's transaction, which made it over. */
    void told(ImportRun run) {
        sealed.wipe(run.workspace(), run.id());
        chunks.forget(run.workspace(), run.id());
        Counts counts = run.counts();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("id", run.id().toString());
        about.put("fileName", run.fileName());
        about.put("state", run.state().word());
        about.put("startedBy", run.actor().label());
        about.put("total", counts.total());
        about.put("done", counts.done());
        about.put("created", counts.created());
        about.put("updated", counts.updated());
        about.put("unchanged", counts.unchanged());
        about.put("failed", counts.failed());
        journal.publish(new NewEvent(run.workspace(), "import.finished", clock.instant(), Map.of("import", about)));
        post.put(run);
        audit.write(run.access(), "import.finished", run.fileName(), sentence(counts));
    }

    static String sentence(Counts counts) {
        return "%d created, %d updated, %d unchanged, %d failed, of %d rows."
                .formatted(counts.created(), counts.updated(), counts.unchanged(), counts.failed(), counts.total());
    }
}
