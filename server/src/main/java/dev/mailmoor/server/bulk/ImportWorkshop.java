package dev.mailmoor.server.bulk;

import dev.mailmoor.server.reauth.ManyConnections;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the work at an import needs. */
@Component
record ImportWorkshop(
        ManyConnections connections,
        JudgeRows judging,
        SealedRows sealed,
        PostgresChunks chunks,
        PostgresOutcomes outcomes,
        PostgresStops stops,
        PostgresClaims claims,
        FinishImport finish,
        TransactionTemplate transaction,
        Clock clock) {
    Ledger.Parts ledger() {
        return new Ledger.Parts(claims, outcomes, connections, transaction);
    }
}
