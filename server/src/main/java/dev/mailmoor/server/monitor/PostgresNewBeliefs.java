package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelTarget;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Begins to remember many channels in one statement. */
@Component
class PostgresNewBeliefs {
    private static final String INSERT = """
            insert into channel_belief (workspace_id, mailbox_id, direction, protocol, server_key, place,
                credential_version, state, since, proved, trouble, due_at, paused)
            select n.workspace_id, n.mailbox_id, n.direction, n.protocol, n.server_key, n.place, n.version, 'unverified',
                cast(:at as timestamptz), false, 'none', n.due, %s
            from unnest(:workspaces, :mailboxes, :directions, :protocols, :servers, :places, :versions, :dues::timestamptz[])
                as n (workspace_id, mailbox_id, direction, protocol, server_key, place, version, due)""";

    private final JdbcClient jdbc;

    PostgresNewBeliefs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Beginning(ChannelTarget channel, Server server, Instant due) {}

    /** Those that are remembered already stay as they are. */
    void begin(List<Beginning> channels, Instant at) {
        insert(channels, at, INSERT.formatted("m.paused") + """
                 join mailbox m on m.workspace_id = n.workspace_id and m.mailbox_id = n.mailbox_id
                order by n.workspace_id, n.mailbox_id, n.direction
                on conflict (workspace_id, mailbox_id, direction) do nothing
                """);
    }

    /** Of mailboxes that this transaction adds: none is remembered, or paused. */
    void beginNew(List<Beginning> channels, Instant at) {
        insert(channels, at, INSERT.formatted("false"));
    }

    private void insert(List<Beginning> channels, Instant at, String sql) {
        if (channels.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("at", BeliefColumns.utc(at))
                .param(
                        "workspaces",
                        ids(channels, one -> one.channel().key().workspace().value()))
                .param(
                        "mailboxes",
                        ids(channels, one -> one.channel().key().mailbox().value()))
                .param(
                        "directions",
                        words(channels, one -> one.channel().key().direction().word()))
                .param(
                        "protocols",
                        words(
                                channels,
                                one -> one.channel()
                                        .settings()
                                        .protocol()
                                        .name()
                                        .toLowerCase(Locale.ROOT)))
                .param("servers", words(channels, one -> one.server().key()))
                .param("places", words(channels, one -> one.server().place()))
                .param("dues", words(channels, one -> one.due().toString()))
                .param(
                        "versions",
                        channels.stream()
                                .map(one -> one.channel().credentialVersion())
                                .toArray(Long[]::new))
                .update();
    }

    private static UUID[] ids(List<Beginning> rows, Function<Beginning, UUID> id) {
        return rows.stream().map(id).toArray(UUID[]::new);
    }

    private static String[] words(List<Beginning> rows, Function<Beginning, String> word) {
        return rows.stream().map(word).toArray(String[]::new);
    }
}
