package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code loss}: from a mailbox's first lost channel to the recovery of its last. */
@Component
class PostgresLosses implements Losses {
    private final JdbcClient jdbc;

    PostgresLosses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<MailboxId, Loss> open(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        Map<MailboxId, Loss> open = new HashMap<>();
        jdbc.sql("""
                        select mailbox_id, loss_id, began_at from loss
                        where workspace_id = :workspace and mailbox_id = any(:mailboxes) and ended_at is null
                        """)
                .param("workspace", workspace.value())
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query(row -> {
                    open.put(
                            new MailboxId(row.getObject("mailbox_id", UUID.class)),
                            new Loss(
                                    row.getObject("loss_id", UUID.class),
                                    BeliefColumns.instant(row, "began_at").orElseThrow()));
                });
        return open;
    }

    @Override
    public Set<MailboxId> openUntilCommit(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        return Set.copyOf(jdbc.sql("""
                        select mailbox_id from loss
                        where workspace_id = :workspace and mailbox_id = any(:mailboxes) and ended_at is null
                        for share skip locked
                        """)
                .param("workspace", workspace.value())
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query((row, _) -> new MailboxId(row.getObject("mailbox_id", UUID.class)))
                .list());
    }

    void follow(List<Change> changes, Instant at) {
        for (Change change : changes) {
            boolean lostBefore = change.before().trouble() == Trouble.AUTH_LOST;
            boolean lost = change.after().trouble() == Trouble.AUTH_LOST;
            if (lost && !lostBefore) {
                open(change, at);
            } else if (lostBefore && !lost) {
                close(change, at);
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
                        insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at, began_unsaid)
                        values (:workspace, :mailbox, :loss, :direction, :cause, :at, :paused)
                        on conflict (workspace_id, mailbox_id) where ended_at is null do nothing
                        """)
                .params(BeliefColumns.key(channel.key()))
                .param("loss", TimeOrderedId.next())
                .param("cause", cause)
                .param("at", BeliefColumns.utc(at))
                .param("paused", change.mailbox().paused())
                .update();
    }

    private void close(Change change, Instant at) {
        MailboxFile mailbox = change.mailbox();
        jdbc.sql("""
                        update loss set ended_at = :at, ended_unsaid = :paused and not began_unsaid
                        where workspace_id = :workspace and mailbox_id = :mailbox and ended_at is null
                        """)
                .param("workspace", mailbox.workspace().value())
                .param("mailbox", mailbox.mailbox().value())
                .param("at", BeliefColumns.utc(at))
                .param("paused", mailbox.paused())
                .update();
    }

    /** True once, when a loss that was said to begin ended while nothing was said. */
    boolean takeUnsaidEnd(MailboxKey mailbox) {
        return jdbc.sql("""
                        update loss set ended_unsaid = false
                        where workspace_id = :workspace and mailbox_id = :mailbox and ended_unsaid
                        """)
                        .param("workspace", mailbox.workspace().value())
                        .param("mailbox", mailbox.mailbox().value())
                        .update()
                > 0;
    }
}
