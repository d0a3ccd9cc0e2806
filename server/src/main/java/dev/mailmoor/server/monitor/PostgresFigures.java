package dev.mailmoor.server.monitor;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresFigures implements MonitorFigures {
    private final JdbcClient jdbc;
    private final ClientPlaces clients;
    private final Clock clock;

    PostgresFigures(JdbcClient jdbc, Clock clock, ClientPlaces clients) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.clients = clients;
    }

    @Override
    public Figures figures(WorkspaceId workspace) {
        Instant now = clock.instant();
        return new Figures(checksPerMinute(now), overdueSeconds(now), incidents(workspace), stretched(workspace, now));
    }

    private long checksPerMinute(Instant now) {
        return jdbc.sql("select coalesce(sum(checks), 0) from check_tally where at > :from and at <= :now")
                .param("from", BeliefColumns.utc(now.minus(Duration.ofMinutes(1))))
                .param("now", BeliefColumns.utc(now))
                .query(Long.class)
                .single();
    }

    /** What is being checked at this moment is not overdue. */
    private long overdueSeconds(Instant now) {
        return jdbc.sql("""
                        select due_at from channel_belief
                        where not paused and due_at < :now and (leased_until is null or leased_until <= :now)
                        order by due_at limit 1
                        """)
                .param("now", BeliefColumns.utc(now))
                .query((row, number) -> BeliefColumns.instant(row, "due_at").orElseThrow())
                .optional()
                .map(due -> Duration.between(due, now).toSeconds())
                .orElse(0L);
    }

    private List<OpenIncident> incidents(WorkspaceId workspace) {
        return jdbc.sql("""
                        select i.place, i.opened_at, i.last_turned_at
                        from incident i join incident_workspace w using (incident_id)
                        where i.closed_at is null and w.workspace_id = :workspace
                        order by i.opened_at
                        """)
                .param("workspace", workspace.value())
                .query((row, number) -> new OpenIncident(
                        clients.told(workspace, row.getString("place")),
                        BeliefColumns.instant(row, "opened_at").orElseThrow(),
                        BeliefColumns.instant(row, "last_turned_at").orElseThrow()))
                .list();
    }

    /** A stretch is over when for the length of it no channel had to wait. */
    private List<StretchedServer> stretched(WorkspaceId workspace, Instant now) {
        return jdbc.sql("""
                        select s.server_key, s.interval_seconds from stretched_server s
                        where s.seen_at + s.interval_seconds * interval '1 second' > :now
                            and exists (
                                select 1 from channel_belief b
                                where b.place = s.place and b.workspace_id = :workspace and b.server_key = s.server_key)
                        order by s.interval_seconds desc
                        limit 100
                        """)
                .param("workspace", workspace.value())
                .param("now", BeliefColumns.utc(now))
                .query((row, number) -> new StretchedServer(
                        row.getString("server_key"), Duration.ofSeconds(row.getLong("interval_seconds"))))
                .list();
    }
}
