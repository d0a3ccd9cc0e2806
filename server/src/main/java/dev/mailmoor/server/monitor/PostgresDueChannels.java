package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.MailboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Claims channels that are due. A claim is a lease: when its process dies, the channel is due again at the lease's end.
 */
@Component
class PostgresDueChannels {
    /** Longer than a check takes at most, and short enough for others to take over within a minute. */
    static final Duration LEASE = Duration.ofSeconds(50);

    private final JdbcClient jdbc;

    PostgresDueChannels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A channel that has to wait for its server's budget. */
    record Postponed(DueChannel channel, Instant until) {}

    /**
     * The belief is locked in its newest form, while mailbox and channel are read as they were when the statement began:
     * one that was changed in between is left for the next claim, or its new secret would go to the old server.
     */
    List<DueChannel> claim(int limit, Instant now) {
        long claim = ThreadLocalRandom.current().nextLong();
        return jdbc.sql("""
                        with due as materialized (
                            select workspace_id, mailbox_id, direction from channel_belief
                            where not paused and due_at <= :now and (leased_until is null or leased_until <= :now)
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        update channel_belief b set leased_until = :until, claim = :claim
                        from due d
                            join mailbox m using (workspace_id, mailbox_id)
                            join channel c using (workspace_id, mailbox_id, direction)
                        where b.workspace_id = d.workspace_id and b.mailbox_id = d.mailbox_id and b.direction = d.direction
                            and m.credential_version = b.credential_version
                        returning b.workspace_id, b.mailbox_id, b.direction, b.credential_version, b.server_key, b.place, b.oauth_client_id,
                            b.state, b.checked_at, b.claim, m.address, c.protocol, c.host, c.port, c.security, c.username
                        """)
                .param("now", BeliefColumns.utc(now))
                .param("until", BeliefColumns.utc(now.plus(LEASE)))
                .param("limit", limit)
                .param("claim", claim)
                .query((row, number) -> due(row))
                .list();
    }

    /** Both channels of those mailboxes that sign in to both under one name, and still with the version that was seen. */
    List<ChannelTarget> ofOneName(List<Sighting> sightings) {
        List<ChannelKey> keys = sightings.stream().map(Sighting::channel).toList();
        return PostgresBeliefs.keyed(jdbc.sql("""
                        select m.workspace_id, m.mailbox_id, c.direction, m.credential_version, b.oauth_client_id, m.address,
                            c.protocol, c.host, c.port, c.security, c.username
                        from (select distinct workspace_id, mailbox_id, version
                              from unnest(:workspaces, :mailboxes, :directions, :versions)
                                  as s (workspace_id, mailbox_id, direction, version)) s
                            join mailbox m using (workspace_id, mailbox_id)
                            join channel c using (workspace_id, mailbox_id)
                            join channel_belief b using (workspace_id, mailbox_id, direction)
                        where m.credential_version = s.version and exists (
                            select from channel o
                            where o.workspace_id = c.workspace_id and o.mailbox_id = c.mailbox_id
                                and o.direction <> c.direction and o.username = c.username)
                        """), keys)
                .param(
                        "versions",
                        sightings.stream().map(Sighting::credentialVersion).toArray(Long[]::new))
                .query((row, number) -> target(row))
                .list();
    }

    private static ChannelTarget target(ResultSet row) throws SQLException {
        TlsMode security = TlsMode.valueOf(row.getString("security").toUpperCase(Locale.ROOT));
        return new ChannelTarget(
                BeliefColumns.key(row),
                row.getString("address"),
                new ChannelSettings(
                        Paces.protocol(row.getString("protocol")),
                        new Endpoint(row.getString("host"), row.getInt("port"), security),
                        row.getString("username")),
                row.getLong("credential_version"),
                BeliefColumns.oauthClient(row));
    }

    private static DueChannel due(ResultSet row) throws SQLException {
        return new DueChannel(
                target(row),
                row.getString("server_key"),
                row.getString("place"),
                MailboxState.ofWord(row.getString("state")),
                BeliefColumns.instant(row, "checked_at"),
                row.getLong("claim"));
    }

    void postpone(List<Postponed> postponed) {
        if (postponed.isEmpty()) {
            return;
        }
        held("""
                        update channel_belief b
                        set leased_until = null, claim = null, due_at = 'epoch'::timestamptz + h.micros * interval '1 microsecond'
                        from held h
                        where b.workspace_id = h.workspace_id and b.mailbox_id = h.mailbox_id and b.direction = h.direction
                        """, postponed.stream().map(Postponed::channel).toList())
                .param(
                        "micros",
                        postponed.stream().map(one -> micros(one.until())).toArray(Long[]::new))
                .update();
    }

    /** Gives back what will not be checked. */
    void release(Collection<DueChannel> channels) {
        List<DueChannel> all = List.copyOf(channels);
        if (all.isEmpty()) {
            return;
        }
        held("""
                        update channel_belief b set leased_until = null, claim = null
                        from held h
                        where b.workspace_id = h.workspace_id and b.mailbox_id = h.mailbox_id and b.direction = h.direction
                        """, all).param("micros", new Long[all.size()]).update();
    }

    private JdbcClient.StatementSpec held(String update, List<DueChannel> channels) {
        List<ChannelKey> keys = channels.stream().map(one -> one.target().key()).toList();
        return PostgresBeliefs.keyed(jdbc.sql("""
                                with held as materialized (
                                    select b.workspace_id, b.mailbox_id, b.direction, h.micros
                                    from unnest(:workspaces, :mailboxes, :directions, :claims, :micros)
                                        as h (workspace_id, mailbox_id, direction, claim, micros)
                                    join channel_belief b using (workspace_id, mailbox_id, direction)
                                    where b.claim = h.claim
                                    order by workspace_id, mailbox_id, direction
                                    for no key update of b
                                )
                                """ + update), keys)
                .param("claims", channels.stream().map(DueChannel::claim).toArray(Long[]::new));
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
