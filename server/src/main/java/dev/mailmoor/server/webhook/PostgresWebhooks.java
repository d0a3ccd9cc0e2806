package dev.mailmoor.server.webhook;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of webhooks, as people see and change it. */
@Repository
class PostgresWebhooks {
    private static final String SELECT = """
            select w.*,
              (select count(*) from (select from webhook_delivery d where d.workspace_id = w.workspace_id
                 and d.webhook_id = w.webhook_id and d.state in ('queued', 'waiting') limit 10000) open) as waiting,
              (select count(*) from (select from webhook_delivery d where d.workspace_id = w.workspace_id
                 and d.webhook_id = w.webhook_id and d.state = 'failed' limit 10000) given_up) as failed
            from webhook w where w.workspace_id = :workspace
            """;

    private final JdbcClient jdbc;

    PostgresWebhooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Webhook> list(WorkspaceId workspace) {
        return jdbc.sql(SELECT + "order by created_at desc, webhook_id desc")
                .param("workspace", workspace.value())
                .query(PostgresWebhooks::webhook)
                .list();
    }

    Optional<Webhook> find(WorkspaceId workspace, UUID id) {
        return jdbc.sql(SELECT + "and w.webhook_id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .query(PostgresWebhooks::webhook)
                .optional();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<Webhook> hold(WorkspaceId workspace, UUID id) {
        jdbc.sql("select from webhook where workspace_id = :workspace and webhook_id = :id for no key update")
                .param("workspace", workspace.value())
                .param("id", id)
                .query((_, _) -> true)
                .optional();
        return find(workspace, id);
    }

    /** What people say of one. */
    record Row(WorkspaceId workspace, UUID id, String url, List<String> events, boolean enabled) {}

    void add(Row row, Webhook.Made made) {
        row("""
                insert into webhook (workspace_id, webhook_id, url, events, enabled, created_at, created_by)
                values (:workspace, :id, :url, :events, :enabled, :at, :by)
                """, row)
                .param("at", PostgresQueue.utc(made.at()))
                .param("by", made.by())
                .update();
    }

    /** One that is switched on, or now lives elsewhere, is tried at once. */
    void change(Row row) {
        row("""
                update webhook set version = version + 1, events = :events, enabled = :enabled,
                  disabled_why = case when :enabled = enabled then disabled_why else '' end,
                  held_until = case when url = :url and :enabled = enabled then held_until end, url = :url
                where workspace_id = :workspace and webhook_id = :id
                """, row).update();
    }

    private JdbcClient.StatementSpec row(String sql, Row row) {
        return jdbc.sql(sql)
                .param("workspace", row.workspace().value())
                .param("id", row.id())
                .param("url", row.url())
                .param("events", row.events().toArray(String[]::new))
                .param("enabled", row.enabled());
    }

    void nextSecret(Webhook webhook, Instant oldUntil) {
        jdbc.sql("""
                update webhook set version = version + 1, secret_version = secret_version + 1, old_secret_until = :until
                where workspace_id = :workspace and webhook_id = :id
                """)
                .param("until", PostgresQueue.utc(oldUntil))
                .param("workspace", webhook.workspace().value())
                .param("id", webhook.id())
                .update();
    }

    boolean remove(WorkspaceId workspace, UUID id) {
        return jdbc.sql("delete from webhook where workspace_id = :workspace and webhook_id = :id")
                        .param("workspace", workspace.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Secrets that do not sign any more. */
    record OldSecret(WorkspaceId workspace, UUID webhook, long version) {}

    List<OldSecret> retireSecrets(Instant now) {
        return jdbc.sql("""
                update webhook set old_secret_until = null where old_secret_until <= :now
                returning workspace_id, webhook_id, secret_version - 1 as old
                """)
                .param("now", PostgresQueue.utc(now))
                .query((row, _) -> new OldSecret(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("webhook_id", UUID.class),
                        row.getLong("old")))
                .list();
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("webhook_id", UUID.class),
                row.getString("url"),
                List.of((String[]) row.getArray("events").getArray()),
                row.getBoolean("enabled")
                        ? new Webhook.Switch.On()
                        : new Webhook.Switch.Off(row.getString("disabled_why")),
                new Webhook.Made(time(row, "created_at").orElseThrow(), row.getString("created_by")),
                new Webhook.Health(
                        row.getInt("failures"),
                        time(row, "failing_since"),
                        row.getString("last_failure"),
                        time(row, "held_until"),
                        time(row, "delivered_at")),
                new Webhook.Backlog(row.getLong("waiting"), row.getLong("failed")),
                new Webhook.SecretState(row.getLong("secret_version"), time(row, "old_secret_until")),
                row.getLong("version"));
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
