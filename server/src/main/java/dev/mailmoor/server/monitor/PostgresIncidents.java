package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code turned}, {@code incident} and {@code incident_workspace}. */
@Component
class PostgresIncidents {
    private final JdbcClient jdbc;

    PostgresIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An incident as one workspace is told of it. */
    record Affected(UUID incident, WorkspaceId workspace, String place, Instant openedAt) {}

    Holds holds() {
        Map<String, Instant> open = new HashMap<>();
        jdbc.sql("select place, opened_at from incident where closed_at is null")
                .query(row -> {
                    open.put(
                            row.getString("place"),
                            BeliefColumns.instant(row, "opened_at").orElseThrow());
                });
        return new Holds(open);
    }

    /** Remembers that these mailboxes turned. */
    void turned(Collection<Turned> mailboxes, Instant at) {
        List<Turned> rows = List.copyOf(mailboxes);
        jdbc.sql("""
                        insert into turned (workspace_id, mailbox_id, place, at)
                        select distinct workspace_id, mailbox_id, place, cast(:at as timestamptz)
                        from unnest(:workspaces, :mailboxes, :places) as t (workspace_id, mailbox_id, place)
                        order by workspace_id, mailbox_id, place
                        on conflict (workspace_id, mailbox_id, place) do update set at = excluded.at
                        """)
                .param("at", BeliefColumns.utc(at))
                .param(
                        "workspaces",
                        rows.stream()
                                .map(row -> row.mailbox().workspace().value())
                                .toArray(UUID[]::new))
                .param(
                        "mailboxes",
                        rows.stream()
                                .map(row -> row.mailbox().mailbox().value())
                                .toArray(UUID[]::new))
                .param("places", rows.stream().map(Turned::place).toArray(String[]::new))
                .update();
    }

    /** How many mailboxes turned there since; those before are forgotten. */
    int turnedSince(String place, Instant since) {
        jdbc.sql("delete from turned where place = :place and at < :since")
                .param("place", place)
                .param("since", BeliefColumns.utc(since))
                .update();
        return jdbc.sql("select count(distinct (workspace_id, mailbox_id)) from turned where place = :place")
                .param("place", place)
                .query(Integer.class)
                .single();
    }

    /**
     * How many mailboxes were checked there since, counted no further than needed: a place with more than {@code enough} of
     * them answers some number above it.
     */
    int checkedSince(String place, Instant since, int enough) {
        return jdbc.sql("""
                        select count(distinct (workspace_id, mailbox_id)) from (
                            select workspace_id, mailbox_id from channel_belief
                            where %s and checked_at >= :since
                            limit :channels
                        ) checked
                        """.formatted(
                        ClientPlaces.client(place).isPresent() ? "oauth_client_id = any(:clients)" : "place = :place"))
                .param("place", place)
                .param("clients", ClientPlaces.clients(Set.of(place)))
                .param("since", BeliefColumns.utc(since))
                // A mailbox has two channels at most.
                .param("channels", 2 * enough + 2)
                .query(Integer.class)
                .single();
    }

    /**
     * Those of the places whose OAuth client is known to be refused already: a mailbox other than these has it for its
     * trouble.
     */
    Set<String> knownAsBroken(Set<String> places, Collection<MailboxKey> others) {
        List<MailboxKey> but = List.copyOf(others);
        return Set.copyOf(jdbc.sql("""
                        select distinct oauth_client_id from channel_belief b
                        where oauth_client_id = any(:clients) and not paused and state <> 'connected'
                            and diagnosis->>'cause' = :cause and diagnosis->>'protocol' = :protocol
                            and not exists (select from unnest(:workspaces, :mailboxes) as t (workspace_id, mailbox_id)
                                where t.workspace_id = b.workspace_id and t.mailbox_id = b.mailbox_id)
                        """)
                .param("clients", ClientPlaces.clients(places))
                .param("cause", Cause.OAUTH_CLIENT_MISCONFIGURED.word())
                .param("protocol", Turned.TOKENS)
                .param(
                        "workspaces",
                        but.stream().map(key -> key.workspace().value()).toArray(UUID[]::new))
                .param(
                        "mailboxes",
                        but.stream().map(key -> key.mailbox().value()).toArray(UUID[]::new))
                .query((row, _) -> ClientPlaces.of(new OAuthClientId(row.getObject("oauth_client_id", UUID.class))))
                .list());
    }

    /** Opens one, unless one is open; and says which workspaces it touches that were not told yet. */
    List<Affected> open(String place, Instant at) {
        jdbc.sql("""
                        insert into incident (incident_id, place, opened_at, last_turned_at)
                        values (:id, :place, :at, :at)
                        on conflict (place) where closed_at is null do nothing
                        """)
                .param("id", TimeOrderedId.next())
                .param("place", place)
                .param("at", BeliefColumns.utc(at))
                .update();
        return affected(Set.of(place));
    }

    /** Mailboxes turned at places where an incident is open: it goes on. */
    List<Affected> goesOn(Set<String> places, Instant at) {
        jdbc.sql("""
                        update incident set last_turned_at = greatest(last_turned_at, :at)
                        where incident_id in (
                            select incident_id from incident
                            where closed_at is null and place = any(:places) and last_turned_at < :at
                            order by place
                            for no key update)
                        """)
                .param("places", places.toArray(String[]::new))
                .param("at", BeliefColumns.utc(at))
                .update();
        return affected(places);
    }

    private List<Affected> affected(Set<String> places) {
        return jdbc.sql("""
                        with fresh as (
                            insert into incident_workspace (workspace_id, incident_id)
                            select distinct t.workspace_id, i.incident_id
                            from incident i join turned t using (place)
                            where i.closed_at is null and i.place = any(:places)
                            order by 1, 2
                            on conflict do nothing
                            returning workspace_id, incident_id
                        )
                        select f.workspace_id, i.incident_id, i.place, i.opened_at
                        from fresh f join incident i using (incident_id)
                        """)
                .param("places", places.toArray(String[]::new))
                .query((row, number) -> new Affected(
                        row.getObject("incident_id", UUID.class),
                        BeliefColumns.workspace(row),
                        row.getString("place"),
                        BeliefColumns.instant(row, "opened_at").orElseThrow()))
                .list();
    }

    /** Closes those that none turned in for long enough, or that have held back for as long as they may. */
    List<Affected> close(Instant at, Duration longest) {
        List<Affected> closed = jdbc.sql("""
                        with over as (
                            update incident set closed_at = :at
                            where closed_at is null and (last_turned_at <= :quiet or opened_at <= :oldest)
                            returning incident_id, place, opened_at
                        )
                        select w.workspace_id, o.* from over o join incident_workspace w using (incident_id)
                        """)
                .param("at", BeliefColumns.utc(at))
                .param("quiet", BeliefColumns.utc(at.minus(Holds.WINDOW)))
                .param("oldest", BeliefColumns.utc(at.minus(longest)))
                .query((row, number) -> new Affected(
                        row.getObject("incident_id", UUID.class),
                        BeliefColumns.workspace(row),
                        row.getString("place"),
                        BeliefColumns.instant(row, "opened_at").orElseThrow()))
                .list();
        if (!closed.isEmpty()) {
            judgeHeld(closed.stream().map(Affected::place).distinct().toArray(String[]::new), at);
        }
        return closed;
    }

    /** Forgets who turned, so that the next incident needs its own; what was held back is looked at again at once. */
    private void judgeHeld(String[] places, Instant at) {
        jdbc.sql("delete from turned where place = any(:places)")
                .param("places", places)
                .update();
        jdbc.sql("""
                        with held as (
                            select workspace_id, mailbox_id, direction from channel_belief
                            where (place = any(:places) or oauth_client_id = any(:clients)) and state = 'suspect' and not paused and due_at > :at
                            order by workspace_id, mailbox_id, direction
                            for no key update
                        )
                        update channel_belief b set due_at = :at
                        from held h
                        where b.workspace_id = h.workspace_id and b.mailbox_id = h.mailbox_id and b.direction = h.direction
                        """)
                .param("places", places)
                .param("clients", ClientPlaces.clients(List.of(places)))
                .param("at", BeliefColumns.utc(at))
                .update();
    }
}
