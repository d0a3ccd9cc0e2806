package dev.mailmoor.server.monitor;

import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what this process does, and now and then adds it to what all processes do. */
@Component
class CheckFigures {
    private static final Duration ALIVE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final UUID process = TimeOrderedId.next();
    private final LongAdder checks = new LongAdder();
    private final Map<Server, Duration> stretched = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile int processes = 1;

    CheckFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void checked(int count) {
        checks.add(count);
    }

    /** A quiet channel there waits so long between two checks. */
    void stretched(Server server, Duration interval) {
        stretched.merge(server, interval, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** How many processes share the checks, this one included. */
    int processes() {
        return processes;
    }

    void flush() {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into check_tally as t (process_id, at, checks) values (:process, :at, :checks)
                        on conflict (process_id, at) do update set checks = t.checks + excluded.checks
                        """)
                .param("process", process)
                .param("at", BeliefColumns.utc(now))
                .param("checks", checks.sumThenReset())
                .update();
        jdbc.sql("delete from check_tally where at < :old")
                .param("old", BeliefColumns.utc(now.minus(KEPT)))
                .update();
        Integer alive = jdbc.sql("select count(distinct process_id) from check_tally where at > :recently")
                .param("recently", BeliefColumns.utc(now.minus(ALIVE)))
                .query(Integer.class)
                .single();
        processes = Math.max(1, alive);
        flushStretched(now);
    }

    private void flushStretched(Instant now) {
        Map<Server, Duration> seen = new HashMap<>(stretched);
        stretched.keySet().removeAll(seen.keySet());
        seen.forEach((server, interval) -> jdbc.sql("""
                                insert into stretched_server (server_key, place, seen_at, interval_seconds)
                                values (:server, :place, :at, :seconds)
                                on conflict (server_key) do update
                                set seen_at = excluded.seen_at, interval_seconds = excluded.interval_seconds
                                """)
                .param("server", server.key())
                .param("place", server.place())
                .param("at", BeliefColumns.utc(now))
                .param("seconds", interval.toSeconds())
                .update());
    }
}
