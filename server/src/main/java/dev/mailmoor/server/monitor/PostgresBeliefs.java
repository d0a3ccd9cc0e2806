package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code channel_belief}. Rows are locked in the order of their keys, so that no two transactions wait for each other. */
@Component
class PostgresBeliefs {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    PostgresBeliefs(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A channel that was connected and is: all that a check writes in the usual case. */
    record Quiet(Sighting sighting, Duration gap) {}

    /** Writes those that are as quiet as they look, and says which; the others need {@link #lock}. */
    // Allowed MethodLength: one statement, which is read in one piece.
    Set<ChannelKey> stillConnected(List<Quiet> quiet, Instant at) {
        Set<ChannelKey> written = new HashSet<>();
        List<ChannelKey> keys =
                quiet.stream().map(one -> one.sighting().channel()).toList();
        keyed(jdbc.sql("""
                                with seen as materialized (
                                    select b.workspace_id, b.mailbox_id, b.direction, s.claim, s.gap
                                    from unnest(:workspaces, :mailboxes, :directions, :versions, :claims, :gaps)
                                        as s (workspace_id, mailbox_id, direction, version, claim, gap)
                                    join channel_belief b using (workspace_id, mailbox_id, direction)
                                    where b.state = 'connected' and b.diagnosis is null
                                        and b.credential_version = s.version
                                        and (s.claim is null or b.claim = s.claim)
                                    order by workspace_id, mailbox_id, direction
                                    for no key update of b
                                )
                                update channel_belief b
                                set checked_at = :at, due_at = cast(:at as timestamptz) + s.gap * interval '1 microsecond',
                                    leased_until = case when s.claim is null then b.leased_until end,
                                    claim = case when s.claim is null then b.claim end
                                from seen s
                                where b.workspace_id = s.workspace_id and b.mailbox_id = s.mailbox_id
                                    and b.direction = s.direction
                                returning b.workspace_id, b.mailbox_id, b.direction
                                """), keys)
                .param("at", BeliefColumns.utc(at))
                .param(
                        "versions",
                        quiet.stream()
                                .map(one -> one.sighting().credentialVersion())
                                .toArray(Long[]::new))
                .param(
                        "claims",
                        quiet.stream()
                                .map(one -> one.sighting().claim())
                                .map(claim -> claim.isPresent() ? (Long) claim.getAsLong() : null)
                                .toArray(Long[]::new))
                .param(
                        "gaps",
                        quiet.stream().map(one -> one.gap().toNanos() / 1_000).toArray(Long[]::new))
                .query(row -> {
                    written.add(BeliefColumns.key(row));
                });
        return written;
    }

    /** The rows of whole mailboxes, until the transaction ends; a mailbox that is not there is left out. */
    Collection<MailboxFile> lock(Collection<MailboxKey> mailboxes) {
        Map<MailboxKey, MailboxFile> files = new LinkedHashMap<>();
        List<MailboxKey> keys = List.copyOf(mailboxes);
        jdbc.sql("""
                        select b.*, m.address,
                            (select count(*) from channel c
                             where c.workspace_id = b.workspace_id and c.mailbox_id = b.mailbox_id) as channels
                        from unnest(:workspaces, :mailboxes) as k (workspace_id, mailbox_id)
                        join channel_belief b using (workspace_id, mailbox_id)
                        join mailbox m using (workspace_id, mailbox_id)
                        order by b.workspace_id, b.mailbox_id, b.direction
                        for no key update of b
                        """)
                .param(
                        "workspaces",
                        keys.stream().map(key -> key.workspace().value()).toArray(UUID[]::new))
                .param(
                        "mailboxes",
                        keys.stream().map(key -> key.mailbox().value()).toArray(UUID[]::new))
                .query(row -> {
                    BeliefRow belief = BeliefColumns.row(row);
                    MailboxFile file = file(row);
                    files.computeIfAbsent(MailboxKey.of(belief.key()), key -> file)
                            .put(belief);
                });
        return files.values();
    }

    private static MailboxFile file(ResultSet row) throws SQLException {
        return new MailboxFile(
                BeliefColumns.workspace(row),
                BeliefColumns.mailbox(row),
                row.getString("address"),
                row.getBoolean("paused"),
                row.getInt("channels"));
    }

    /** Rows that are locked, or that this transaction made. */
    void save(Collection<BeliefRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                        update channel_belief set
                            protocol = :protocol, server_key = :server, place = :place,
                            oauth_client_id = cast(:client as uuid), credential_version = :version,
                            state = :state, since = :since, checked_at = :checked, proved = :proved, trouble = :trouble,
                            login_count = :loginCount, login_first_at = :loginFirst, login_last_at = :loginLast,
                            login_certain_at = :loginCertain,
                            path_count = :pathCount, path_first_at = :pathFirst, path_last_at = :pathLast,
                            diagnosis = cast(:diagnosis as jsonb), due_at = coalesce(:due, due_at),
                            leased_until = case when :released then null else leased_until end,
                            claim = case when :released then null else claim end
                        where workspace_id = :workspace and mailbox_id = :mailbox and direction = :direction
                        """,
                rows.stream()
                        .map(row -> new MapSqlParameterSource(BeliefColumns.parameters(row)))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** Begins to remember a channel, if it is not remembered yet. */
    void begin(BeliefRow row) {
        jdbc.sql("""
                        insert into channel_belief (workspace_id, mailbox_id, direction, protocol, server_key, place,
                            oauth_client_id, credential_version, state, since, proved, trouble, due_at, paused)
                        select :workspace, :mailbox, :direction, :protocol, :server, :place, cast(:client as uuid), :version, :state, :since,
                            false, 'none', :due, paused
                        from mailbox where workspace_id = :workspace and mailbox_id = :mailbox
                        on conflict (workspace_id, mailbox_id, direction) do nothing
                        """).params(BeliefColumns.parameters(row)).update();
    }

    void forget(ChannelKey channel) {
        jdbc.sql("""
                        delete from channel_belief
                        where workspace_id = :workspace and mailbox_id = :mailbox and direction = :direction
                        """).params(BeliefColumns.key(channel)).update();
    }

    void pause(MailboxKey mailbox) {
        of(jdbc.sql("""
                        update channel_belief set paused = true, leased_until = null, claim = null
                        where workspace_id = :workspace and mailbox_id = :mailbox
                        """), mailbox).update();
    }

    void resume(MailboxKey mailbox, Instant due) {
        of(jdbc.sql("""
                        update channel_belief set paused = false, due_at = :due
                        where workspace_id = :workspace and mailbox_id = :mailbox
                        """), mailbox).param("due", BeliefColumns.utc(due)).update();
    }

    Map<MailboxId, Map<Direction, ChannelBelief>> read(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        Map<MailboxId, Map<Direction, ChannelBelief>> found = new HashMap<>();
        jdbc.sql("""
                        select mailbox_id, direction, state, since, checked_at, diagnosis
                        from channel_belief
                        where workspace_id = :workspace and mailbox_id = any(:mailboxes)
                        """)
                .param("workspace", workspace.value())
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query(row -> {
                    found.computeIfAbsent(BeliefColumns.mailbox(row), mailbox -> new EnumMap<>(Direction.class))
                            .put(BeliefColumns.direction(row.getString("direction")), shown(row));
                });
        return found;
    }

    private static ChannelBelief shown(ResultSet row) throws SQLException {
        return new ChannelBelief(
                MailboxState.ofWord(row.getString("state")),
                BeliefColumns.instant(row, "since").orElseThrow(),
                BeliefColumns.instant(row, "checked_at"),
                BeliefColumns.diagnosis(row));
    }

    private static JdbcClient.StatementSpec of(JdbcClient.StatementSpec statement, MailboxKey mailbox) {
        return statement
                .param("workspace", mailbox.workspace().value())
                .param("mailbox", mailbox.mailbox().value());
    }

    /** Keys as three arrays of equal length. */
    static JdbcClient.StatementSpec keyed(JdbcClient.StatementSpec statement, List<ChannelKey> keys) {
        UUID[] workspaces = new UUID[keys.size()];
        UUID[] mailboxes = new UUID[keys.size()];
        String[] directions = new String[keys.size()];
        IntStream.range(0, keys.size()).forEach(i -> {
            workspaces[i] = keys.get(i).workspace().value();
            mailboxes[i] = keys.get(i).mailbox().value();
            directions[i] = keys.get(i).direction().word();
        });
        return statement
                .param("workspaces", workspaces)
                .param("mailboxes", mailboxes)
                .param("directions", directions);
    }
}
