package dev.mailmoor.server.mailbox;

import static dev.mailmoor.server.mailbox.PostgresManyMailboxes.ids;
import static dev.mailmoor.server.mailbox.PostgresManyMailboxes.words;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The credential versions of many mailboxes in one statement. */
@Component
class ManyCredentials {
    private final JdbcClient jdbc;

    ManyCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(MailboxId mailbox, NewCredential credential) {
        String expiresAt() {
            return credential.expiresAt().map(Instant::toString).orElse("infinity");
        }

        String oauthClient() {
            return credential.oauthClient().map(OAuthClientId::toString).orElse("");
        }
    }

    void put(WorkspaceId workspace, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into credential (workspace_id, mailbox_id, version, kind, origin, changed_at, changed_by,
                            expires_at, oauth_client_id)
                        select :workspace, mailbox_id, version, kind, origin, changed_at, changed_by,
                            nullif(expires_at, 'infinity'), nullif(oauth_client, '')::uuid
                        from unnest(:mailboxes, :versions, :kinds, :origins, :changedAt::timestamptz[], :changedBy,
                            :expiresAt::timestamptz[], :oauthClients)
                            as n (mailbox_id, version, kind, origin, changed_at, changed_by, expires_at, oauth_client)
                        """)
                .param("workspace", workspace.value())
                .param("mailboxes", ids(rows, Row::mailbox))
                .param("versions", versions(rows))
                .param("kinds", words(rows, row -> row.credential().kind().word()))
                .param("origins", words(rows, row -> row.credential().origin().word()))
                .param(
                        "changedAt",
                        words(rows, row -> row.credential().changedAt().toString()))
                .param("changedBy", words(rows, row -> row.credential().changedBy()))
                .param("expiresAt", words(rows, Row::expiresAt))
                .param("oauthClients", words(rows, Row::oauthClient))
                .update();
    }

    /** Each of these comes right behind the one in force. */
    void replace(WorkspaceId workspace, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update credential c set superseded_at = n.at
                        from unnest(:mailboxes, :versions, :changedAt::timestamptz[]) as n (mailbox_id, version, at)
                        where c.workspace_id = :workspace and c.mailbox_id = n.mailbox_id and c.version = n.version - 1
                        """)
                .param("workspace", workspace.value())
                .param("mailboxes", ids(rows, Row::mailbox))
                .param("versions", versions(rows))
                .param(
                        "changedAt",
                        words(rows, row -> row.credential().changedAt().toString()))
                .update();
        put(workspace, rows);
    }

    private static Long[] versions(List<Row> rows) {
        return rows.stream().map(row -> row.credential().version()).toArray(Long[]::new);
    }
}
