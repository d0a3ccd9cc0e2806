package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code loss}: from a mailbox's first lost channel to the recovery of its last. */
@Component
class PostgresLosses {
    private final JdbcClient jdbc;

    PostgresLosses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void follow(List<Change> changes, Instant at) {
        for (Change change : changes) {
            boolean lostBefore = change.before().trouble() == Trouble.AUTH_LOST;
            boolean lost = change.after().trouble() == Trouble.AUTH_LOST;
            if (lost && !lostBefore) {
                open(change, at);
            } else if (lostBefore && !lost) {
                close(change.channel(), at);
            }
        }
    }

    private void open(Change change, Instant at) {
        BeliefRow channel = change.channel();
        String cause = channel.belief()
                .diagnosis()
                .flatMap(Diagnosis::finding)
                .map(Finding::cause)
                .orElse(Cause.OTHER)
                .word();
        jdbc.sql("""
                        insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at)
                        values (:workspace, :mailbox, :loss, :direction, :cause, :at)
                        on conflict (workspace_id, mailbox_id) where ended_at is null do nothing
                        """)
                .params(BeliefColumns.key(channel.key()))
                .param("loss", TimeOrderedId.next())
                .param("cause", cause)
                .param("at", BeliefColumns.utc(at))
                .update();
    }

    private void close(BeliefRow channel, Instant at) {
        jdbc.sql("""
                        update loss set ended_at = :at
                        where workspace_id = :workspace and mailbox_id = :mailbox and ended_at is null
                        """)
                .param("workspace", channel.key().workspace().value())
                .param("mailbox", channel.key().mailbox().value())
                .param("at", BeliefColumns.utc(at))
                .update();
    }
}
