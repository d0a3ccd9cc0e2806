package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code oauth_grant}. */
@Component
class PostgresGrants {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresGrants(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * A grant with the client that it is of.
     *
     * @param generation counts the answers that were stored
     * @param renewAt from when on a new access token is got
     */
    record Row(
            CredentialKey key,
            OAuthClient client,
            String address,
            long generation,
            Instant renewAt,
            Instant expiresAt) {}

    Map<CredentialKey, Row> find(Collection<CredentialKey> keys) {
        List<CredentialKey> asked = List.copyOf(keys);
        Map<CredentialKey, Row> found = new HashMap<>();
        jdbc.sql("""
                        select g.mailbox_id, g.version, g.generation, g.renew_at, g.expires_at, m.address,
                        """ + PostgresOAuthClients.COLUMNS + """
                        from unnest(:workspaces, :mailboxes, :versions) as k (workspace_id, mailbox_id, version)
                        join oauth_grant g using (workspace_id, mailbox_id, version)
                        join mailbox m using (workspace_id, mailbox_id)
                        join oauth_client o on o.workspace_id = g.workspace_id and o.oauth_client_id = g.oauth_client_id
                        """)
                .param(
                        "workspaces",
                        asked.stream().map(key -> key.workspace().value()).toArray(UUID[]::new))
                .param(
                        "mailboxes",
                        asked.stream().map(key -> key.mailbox().value()).toArray(UUID[]::new))
                .param("versions", asked.stream().map(CredentialKey::version).toArray(Long[]::new))
                .query(row -> {
                    Row grant = map(row);
                    found.put(grant.key(), grant);
                });
        return found;
    }

    private static Row map(ResultSet row) throws SQLException {
        return new Row(
                new CredentialKey(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        new MailboxId(row.getObject("mailbox_id", UUID.class)),
                        row.getLong("version")),
                PostgresOAuthClients.map(row),
                row.getString("address"),
                row.getLong("generation"),
                row.getObject("renew_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    Optional<Row> find(CredentialKey key) {
        return Optional.ofNullable(find(List.of(key)).get(key));
    }

    /** Locks it; false when it is not there, or is being renewed at this moment: its refresh token may be good no more. */
    boolean hold(CredentialKey key, Instant now) {
        return named(jdbc.sql("""
                                select coalesce(leased_until <= :now, true) as idle from oauth_grant
                                where workspace_id = :workspace and mailbox_id = :mailbox and version = :version
                                for update
                                """), key)
                .param("now", utc(now))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A grant to be stored. */
    record Put(CredentialKey key, OAuthClientId client, Life life) {}

    void put(List<Put> grants) {
        batches.batchUpdate("""
                insert into oauth_grant (workspace_id, mailbox_id, version, oauth_client_id, renew_at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                """, grants, BATCH, (insert, grant) -> {
            insert.setObject(1, grant.key().workspace().value());
            insert.setObject(2, grant.key().mailbox().value());
            insert.setLong(3, grant.key().version());
            insert.setObject(4, grant.client().value());
            insert.setObject(5, utc(grant.life().renewAt()));
            insert.setObject(6, utc(grant.life().expiresAt()));
        });
    }

    /** Takes the lease on a grant that is still as it was seen, for this process alone; false when another holds it. */
    boolean lease(Row seen, Instant now, Instant until) {
        return named(jdbc.sql("""
                                update oauth_grant set leased_until = :until
                                where workspace_id = :workspace and mailbox_id = :mailbox and version = :version
                                    and generation = :generation and (leased_until is null or leased_until <= :now)
                                """), seen.key())
                        .param("generation", seen.generation())
                        .param("now", utc(now))
                        .param("until", utc(until))
                        .update()
                > 0;
    }

    /** False when it was renewed by another, or is gone. */
    boolean renewed(Row seen, Life life) {
        return named(jdbc.sql("""
                                update oauth_grant set generation = generation + 1, renew_at = :renewAt,
                                    expires_at = :expiresAt, leased_until = null
                                where workspace_id = :workspace and mailbox_id = :mailbox and version = :version
                                    and generation = :generation
                                """), seen.key())
                        .param("generation", seen.generation())
                        .param("renewAt", utc(life.renewAt()))
                        .param("expiresAt", utc(life.expiresAt()))
                        .update()
                > 0;
    }

    void release(Row seen) {
        named(jdbc.sql("""
                                update oauth_grant set leased_until = null
                                where workspace_id = :workspace and mailbox_id = :mailbox and version = :version
                                    and generation = :generation
                                """), seen.key()).param("generation", seen.generation()).update();
    }

    private static JdbcClient.StatementSpec named(JdbcClient.StatementSpec statement, CredentialKey key) {
        return statement
                .param("workspace", key.workspace().value())
                .param("mailbox", key.mailbox().value())
                .param("version", key.version());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
