package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code oauth_client}. */
@Component
class PostgresOAuthClients {
    /** The select list; {@link #map} expects these names. */
    static final String COLUMNS = """
            o.workspace_id, o.oauth_client_id, o.name, o.provider, o.flow, o.issuer, o.identifier, o.scopes, o.hosts,
            o.secret_version, o.created_at, o.version as client_version
            """;

    private final JdbcClient jdbc;

    PostgresOAuthClients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<OAuthClient> all(WorkspaceId workspace) {
        return jdbc.sql("select " + COLUMNS + " from oauth_client o where workspace_id = :workspace"
                        + " order by created_at, oauth_client_id")
                .param("workspace", workspace.value())
                .query((row, number) -> map(row))
                .list();
    }

    Optional<OAuthClient> find(WorkspaceId workspace, OAuthClientId client) {
        return jdbc.sql("select " + COLUMNS + " from oauth_client o where workspace_id = :workspace"
                        + " and oauth_client_id = :client")
                .param("workspace", workspace.value())
                .param("client", client.value())
                .query((row, number) -> map(row))
                .optional();
    }

    void add(OAuthClient client) {
        values(jdbc.sql("""
                                insert into oauth_client (workspace_id, oauth_client_id, name, provider, flow, issuer,
                                    identifier, scopes, hosts, secret_version, created_at)
                                values (:workspace, :client, :name, :provider, :flow, :issuer, :identifier, :scopes, :hosts,
                                    :secret, :at)
                                """), client)
                .param("provider", client.provider().word())
                .param("flow", client.flow().word())
                .param("at", client.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when it was changed or removed meanwhile. */
    boolean change(OAuthClient client) {
        return values(jdbc.sql("""
                                update oauth_client set name = :name, issuer = :issuer, identifier = :identifier,
                                    scopes = :scopes, hosts = :hosts, secret_version = :secret, version = version + 1
                                where workspace_id = :workspace and oauth_client_id = :client and version = :version
                                """), client).param("version", client.version()).update() > 0;
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, OAuthClient client) {
        return statement
                .param("workspace", client.workspace().value())
                .param("client", client.id().value())
                .param("name", client.name())
                .param("issuer", client.issuer().toString())
                .param("identifier", client.identifier())
                .param("scopes", client.scopes().toArray(String[]::new))
                .param("hosts", client.hosts().toArray(String[]::new))
                .param("secret", client.secretVersion());
    }

    void remove(OAuthClient client) {
        jdbc.sql("delete from oauth_client where workspace_id = :workspace and oauth_client_id = :client")
                .param("workspace", client.workspace().value())
                .param("client", client.id().value())
                .update();
    }

    /** How many mailboxes sign in by it, those included whose grant may still be put back. */
    int mailboxes(OAuthClient client) {
        return jdbc.sql("""
                        select count(distinct mailbox_id) from oauth_grant
                        where workspace_id = :workspace and oauth_client_id = :client
                        """)
                .param("workspace", client.workspace().value())
                .param("client", client.id().value())
                .query(Integer.class)
                .single();
    }

    static OAuthClient map(ResultSet row) throws SQLException {
        return new OAuthClient(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                new OAuthClientId(row.getObject("oauth_client_id", UUID.class)),
                row.getString("name"),
                OAuthProvider.of(row.getString("provider")).orElseThrow(),
                OAuthFlow.of(row.getString("flow")).orElseThrow(),
                URI.create(row.getString("issuer")),
                row.getString("identifier"),
                texts(row.getArray("scopes")),
                texts(row.getArray("hosts")),
                row.getLong("secret_version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("client_version"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
