package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code away_server}: for each unreachable server the one channel that is tried every interval, whatever the
 * others' back-off, and whose success wakes them.
 */
@Component
class PostgresAwayServers {
    /** A trial that is so late is not coming: its channel was removed, or its process died. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Paces paces;

    PostgresAwayServers(JdbcClient jdbc, Paces paces) {
        this.jdbc = jdbc;
        this.paces = paces;
    }

    /** What a healthy server says of one mailbox, or to one that comes too often: no reason to come back sooner. */
    private static final Set<Cause> OF_ONE_MAILBOX = EnumSet.of(
            Cause.MAILBOX_OVER_QUOTA,
            Cause.MAILBOX_OR_FOLDER_UNAVAILABLE,
            Cause.RATE_LIMITED,
            Cause.TOO_MANY_CONNECTIONS);

    private record Trial(ChannelKey channel, Instant at) {}

    /** Of the channels found unreachable, one for each server without a trial is brought forward. */
    List<BeliefRow> appoint(Collection<BeliefRow> judged, Instant now) {
        List<BeliefRow> unreachable = judged.stream()
                .filter(row -> row.belief().state() == MailboxState.UNREACHABLE)
                .filter(PostgresAwayServers::isOfItsServer)
                .toList();
        if (unreachable.isEmpty()) {
            return List.of();
        }
        Map<String, Trial> trials = new HashMap<>(trials(servers(unreachable)));
        List<BeliefRow> appointed = new ArrayList<>();
        for (BeliefRow row : unreachable) {
            if (mayTry(row, Optional.ofNullable(trials.get(row.server().key())), now)) {
                Instant next = earlier(
                        now.plus(paces.of(row.protocol())
                                .interval()
                                .multipliedBy(9)
                                .dividedBy(10)),
                        row.due().orElse(Instant.MAX));
                trials.put(row.server().key(), new Trial(row.key(), next));
                put(row, next);
                appointed.add(row.due(next));
            }
        }
        return appointed;
    }

    private static boolean isOfItsServer(BeliefRow row) {
        return row.belief()
                .diagnosis()
                .flatMap(Diagnosis::finding)
                .filter(finding -> OF_ONE_MAILBOX.contains(finding.cause()))
                .isEmpty();
    }

    private static boolean mayTry(BeliefRow row, Optional<Trial> trial, Instant now) {
        return trial.filter(other -> !other.channel().equals(row.key()))
                .filter(other -> !other.at().plus(PATIENCE).isBefore(now))
                .isEmpty();
    }

    /** These channels were tried for their servers and can be so no longer: the next one is, at once. */
    void handOver(Collection<ChannelKey> channels, Instant now) {
        for (ChannelKey channel : channels) {
            jdbc.sql("""
                            with mine as (
                                select server_key from away_server
                                where workspace_id = :workspace and mailbox_id = :mailbox and direction = :direction
                                for update
                            ), next as (
                                select b.workspace_id, b.mailbox_id, b.direction, server_key
                                from mine join channel_belief b using (server_key)
                                where b.state = 'unreachable' and not b.paused
                                    and (b.workspace_id, b.mailbox_id) <> (:workspace, :mailbox)
                                limit 1
                                for no key update of b skip locked
                            ), woken as (
                                update channel_belief b set due_at = :now
                                from next n
                                where b.workspace_id = n.workspace_id and b.mailbox_id = n.mailbox_id
                                    and b.direction = n.direction
                            ), handed as (
                                update away_server a set workspace_id = n.workspace_id, mailbox_id = n.mailbox_id,
                                    direction = n.direction, trial_at = :now
                                from next n where a.server_key = n.server_key
                            )
                            delete from away_server a using mine m
                            where a.server_key = m.server_key and not exists (select 1 from next)
                            """)
                    .params(BeliefColumns.key(channel))
                    .param("now", BeliefColumns.utc(now))
                    .update();
        }
    }

    /** Those of these servers that are away as far as is known, and the channel that is tried for each. */
    Map<String, ChannelKey> triedAmong(Set<String> servers) {
        return jdbc
                .sql("select * from away_server where server_key = any(:servers)")
                .param("servers", servers.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("server_key"), BeliefColumns.key(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A server is back: all its channels are due at once. In parts, so that a large one does not hold up the rest. */
    void wake(String server, Instant now) {
        int woken = 0;
        do {
            woken = jdbc.sql("""
                            with asleep as (
                                select workspace_id, mailbox_id, direction from channel_belief
                                where server_key = :server and state = 'unreachable' and not paused and due_at > :now
                                limit 2000
                                for no key update skip locked
                            )
                            update channel_belief b set due_at = :now
                            from asleep a
                            where b.workspace_id = a.workspace_id and b.mailbox_id = a.mailbox_id
                                and b.direction = a.direction
                            """)
                    .param("server", server)
                    .param("now", BeliefColumns.utc(now))
                    .update();
        } while (woken > 0);
        jdbc.sql("delete from away_server where server_key = :server")
                .param("server", server)
                .update();
    }

    private Map<String, Trial> trials(Set<String> servers) {
        return jdbc
                .sql("""
                        select * from away_server where server_key = any(:servers) order by server_key for update
                        """)
                .param("servers", servers.toArray(String[]::new))
                .query((row, number) -> Map.entry(
                        row.getString("server_key"),
                        new Trial(
                                BeliefColumns.key(row),
                                BeliefColumns.instant(row, "trial_at").orElseThrow())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void put(BeliefRow row, Instant at) {
        jdbc.sql("""
                        insert into away_server as a (server_key, workspace_id, mailbox_id, direction, trial_at)
                        values (:server, :workspace, :mailbox, :direction, :at)
                        on conflict (server_key) do update set workspace_id = excluded.workspace_id,
                            mailbox_id = excluded.mailbox_id, direction = excluded.direction, trial_at = excluded.trial_at
                        """)
                .params(BeliefColumns.key(row.key()))
                .param("server", row.server().key())
                .param("at", BeliefColumns.utc(at))
                .update();
    }

    private static Set<String> servers(List<BeliefRow> rows) {
        return rows.stream().map(row -> row.server().key()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
