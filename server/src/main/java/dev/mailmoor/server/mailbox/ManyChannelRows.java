package dev.mailmoor.server.mailbox;

import static dev.mailmoor.server.mailbox.PostgresManyMailboxes.ids;
import static dev.mailmoor.server.mailbox.PostgresManyMailboxes.words;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The channels of many mailboxes in one statement. */
@Component
class ManyChannelRows {
    private static final String INSERT = """
            insert into channel (workspace_id, mailbox_id, direction, protocol, host, port, security, username)
            select :workspace, * from unnest(:mailboxes, :directions, :protocols, :hosts, :ports, :securities, :usernames)""";

    private final JdbcClient jdbc;

    ManyChannelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(MailboxId mailbox, Direction direction, ChannelSettings settings) {}

    static List<Row> of(MailboxId mailbox, Map<Direction, ChannelSettings> channels) {
        return channels.entrySet().stream()
                .map(channel -> new Row(mailbox, channel.getKey(), channel.getValue()))
                .toList();
    }

    void put(WorkspaceId workspace, List<Row> rows) {
        insert(workspace, rows, INSERT + """
                 on conflict (workspace_id, mailbox_id, direction) do update set protocol = excluded.protocol,
                    host = excluded.host, port = excluded.port, security = excluded.security,
                    username = excluded.username
                """);
    }

    /** Of new mailboxes: looking for rows to replace would be a third of the work. */
    void add(WorkspaceId workspace, List<Row> rows) {
        insert(workspace, rows, INSERT);
    }

    private void insert(WorkspaceId workspace, List<Row> rows, String sql) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("workspace", workspace.value())
                .param("mailboxes", ids(rows, Row::mailbox))
                .param("directions", words(rows, row -> row.direction().word()))
                .param("protocols", words(rows, row -> word(row.settings().protocol())))
                .param("hosts", words(rows, row -> row.settings().endpoint().host()))
                .param(
                        "ports",
                        rows.stream()
                                .map(row -> row.settings().endpoint().port())
                                .toArray(Integer[]::new))
                .param(
                        "securities",
                        words(rows, row -> word(row.settings().endpoint().security())))
                .param("usernames", words(rows, row -> row.settings().username()))
                .update();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
