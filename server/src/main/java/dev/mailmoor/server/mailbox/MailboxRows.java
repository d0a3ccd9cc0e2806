package dev.mailmoor.server.mailbox;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Reads a mailbox with its channels and the credential in force from one row; {@code fleet} builds its lists on it. */
public final class MailboxRows {
    /** The select list; {@link #map} expects these names. */
    public static final String COLUMNS = """
            m.workspace_id, m.mailbox_id, m.address, m.first_name, m.last_name, m.configuration_name, m.description,
            m.owner, m.tags, m.provider, m.state, m.created_at, m.version,
            r.protocol as r_protocol, r.host as r_host, r.port as r_port, r.security as r_security, r.username as r_username,
            s.protocol as s_protocol, s.host as s_host, s.port as s_port, s.security as s_security, s.username as s_username,
            c.kind as credential_kind, c.version as credential_version, c.changed_at, c.expires_at,
            c.oauth_client_id
            """;

    /** The tables behind {@link #COLUMNS}: {@code m} the mailbox, {@code r} and {@code s} its channels, {@code c} its credential. */
    public static final String TABLES = """
            mailbox m
            left join channel r on r.workspace_id = m.workspace_id and r.mailbox_id = m.mailbox_id and r.direction = 'receiving'
            left join channel s on s.workspace_id = m.workspace_id and s.mailbox_id = m.mailbox_id and s.direction = 'sending'
            join credential c on c.workspace_id = m.workspace_id and c.mailbox_id = m.mailbox_id
                and c.version = m.credential_version
            """;

    private MailboxRows() {}

    public static Mailbox map(ResultSet row) throws SQLException {
        return new Mailbox(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                new MailboxId(row.getObject("mailbox_id", UUID.class)),
                new EmailAddress(row.getString("address")),
                new PersonName(row.getString("first_name"), row.getString("last_name")),
                row.getString("configuration_name"),
                row.getString("description"),
                row.getString("owner"),
                texts(row.getArray("tags")),
                row.getString("provider"),
                MailboxState.ofWord(row.getString("state")),
                channel(row, "r_"),
                channel(row, "s_"),
                credential(row),
                instant(row, "created_at").orElseThrow(),
                row.getLong("version"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Optional<ChannelSettings> channel(ResultSet row, String prefix) throws SQLException {
        String protocol = row.getString(prefix + "protocol");
        if (protocol == null) {
            return Optional.empty();
        }
        TlsMode security = TlsMode.valueOf(row.getString(prefix + "security").toUpperCase(Locale.ROOT));
        return Optional.of(new ChannelSettings(
                Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)),
                new Endpoint(row.getString(prefix + "host"), row.getInt(prefix + "port"), security),
                row.getString(prefix + "username")));
    }

    private static CredentialFacts credential(ResultSet row) throws SQLException {
        return new CredentialFacts(
                CredentialKind.ofWord(row.getString("credential_kind")),
                row.getLong("credential_version"),
                instant(row, "changed_at").orElseThrow(),
                instant(row, "expires_at"),
                oauthClient(row));
    }

    static Optional<OAuthClientId> oauthClient(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("oauth_client_id", UUID.class)).map(OAuthClientId::new);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
