package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions of mailboxes' credentials; their secrets are elsewhere. */
@Component
class PostgresCredentials {
    private final JdbcClient jdbc;

    PostgresCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(WorkspaceId workspace, MailboxId mailbox, NewCredential credential) {
        jdbc.sql("""
                        insert into credential (workspace_id, mailbox_id, version, kind, origin, changed_at, changed_by,
                            expires_at, oauth_client_id)
                        values (:workspace, :mailbox, :version, :kind, :origin, :changedAt, :changedBy, :expiresAt,
                            :oauthClient)
                        """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .param("version", credential.version())
                .param("kind", credential.kind().word())
                .param("origin", credential.origin().word())
                .param("changedAt", utc(credential.changedAt()))
                .param("changedBy", credential.changedBy())
                .param(
                        "expiresAt",
                        credential.expiresAt().map(PostgresCredentials::utc).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "oauthClient",
                        credential.oauthClient().map(OAuthClientId::value).orElse(null),
                        Types.OTHER)
                .update();
    }

    void replace(Mailbox before, NewCredential credential) {
        jdbc.sql("""
                        update credential set superseded_at = :at
                        where workspace_id = :workspace and mailbox_id = :mailbox and version = :version
                        """)
                .param("workspace", before.workspace().value())
                .param("mailbox", before.id().value())
                .param("version", before.credential().version())
                .param("at", utc(credential.changedAt()))
                .update();
        put(before.workspace(), before.id(), credential);
    }

    Optional<SupersededCredential> superseded(Mailbox mailbox) {
        return jdbc.sql("""
                        select old.*, present.origin as replaced_by
                        from credential old
                        join credential present on present.workspace_id = old.workspace_id
                            and present.mailbox_id = old.mailbox_id and present.version = :version
                        where old.workspace_id = :workspace and old.mailbox_id = :mailbox and old.version < :version
                        order by old.version desc
                        limit 1
                        """)
                .param("workspace", mailbox.workspace().value())
                .param("mailbox", mailbox.id().value())
                .param("version", mailbox.credential().version())
                .query(PostgresCredentials::map)
                .optional();
    }

    List<CredentialKey> forgetSuperseded(Instant moment, int limit) {
        return jdbc.sql("""
                        with old as (
                            select workspace_id, mailbox_id, version from credential
                            where superseded_at < :moment
                            order by superseded_at
                            limit :limit
                            for update skip locked
                        )
                        delete from credential c using old
                        where c.workspace_id = old.workspace_id and c.mailbox_id = old.mailbox_id
                            and c.version = old.version
                        returning c.workspace_id, c.mailbox_id, c.version
                        """)
                .param("moment", utc(moment))
                .param("limit", limit)
                .query((row, number) -> new CredentialKey(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        new MailboxId(row.getObject("mailbox_id", UUID.class)),
                        row.getLong("version")))
                .list();
    }

    private static SupersededCredential map(ResultSet row, int number) throws SQLException {
        return new SupersededCredential(
                CredentialKind.ofWord(row.getString("kind")),
                row.getLong("version"),
                MailboxRows.instant(row, "expires_at"),
                MailboxRows.instant(row, "superseded_at").orElseThrow(),
                CredentialOrigin.ofWord(row.getString("replaced_by")),
                MailboxRows.oauthClient(row));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
