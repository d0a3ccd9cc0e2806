package dev.mailmoor.server.notify;

import static dev.mailmoor.server.notify.PostgresOutbox.utc;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code told_loss}. */
@Component
class PostgresToldLosses {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresToldLosses(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** One that is known already keeps its next reminder. @param now what was due before need not be made up for */
    void begin(Collection<ToldLoss> losses, Instant now) {
        batches.batchUpdate("""
                insert into told_loss (workspace_id, mailbox_id, loss_id, began_at, remind_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, List.copyOf(losses), BATCH, (insert, loss) -> {
            insert.setObject(1, loss.workspace().value());
            insert.setObject(2, loss.mailbox().value());
            insert.setObject(3, loss.loss());
            insert.setObject(4, utc(loss.beganAt()));
            insert.setObject(
                    5,
                    Reminders.next(loss.beganAt(), now).map(PostgresOutbox::utc).orElse(null));
        });
    }

    /** Those of these mailboxes that people are told of and not yet told that they are over. */
    List<ToldLoss> current(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        return jdbc.sql("""
                select workspace_id, mailbox_id, loss_id, began_at from told_loss
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and not over
                """)
                .param("workspace", workspace.value())
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query(PostgresToldLosses::loss)
                .list();
    }

    void over(WorkspaceId workspace, Collection<ToldLoss> losses) {
        jdbc.sql("""
                update told_loss set over = true, remind_at = null
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and loss_id = any(:losses)
                """)
                .param("workspace", workspace.value())
                .params(ToldLoss.names(losses))
                .update();
    }

    /** Locks them; those that another process looks at are left to it. */
    List<ToldLoss> toBeReminded(Instant now, int limit) {
        return jdbc.sql("""
                select workspace_id, mailbox_id, loss_id, began_at from told_loss
                where remind_at <= :now order by remind_at limit :limit for no key update skip locked
                """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(PostgresToldLosses::loss)
                .list();
    }

    /** @param next of each; empty where people are not reminded any more */
    void remindAt(Map<ToldLoss, Optional<Instant>> next) {
        batches.batchUpdate("""
                update told_loss set remind_at = ? where workspace_id = ? and mailbox_id = ? and loss_id = ?
                """, next.entrySet(), BATCH, (update, one) -> {
            update.setObject(1, one.getValue().map(PostgresOutbox::utc).orElse(null));
            update.setObject(2, one.getKey().workspace().value());
            update.setObject(3, one.getKey().mailbox().value());
            update.setObject(4, one.getKey().loss());
        });
    }

    private static ToldLoss loss(ResultSet row, int number) throws SQLException {
        return new ToldLoss(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                new MailboxId(row.getObject("mailbox_id", UUID.class)),
                row.getObject("loss_id", UUID.class),
                row.getObject("began_at", OffsetDateTime.class).toInstant());
    }
}
