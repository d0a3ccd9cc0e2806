package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads events in an order in which nothing can appear behind the reader's back: only below the oldest transaction that is
 * still at work, since that one may yet commit a row that sorts before others.
 */
@Component
class JournalRows {
    private static final TypeReference<Map<String, @Nullable Object>> DATA = new TypeReference<>() {};
    private static final String SETTLED = "xid < pg_snapshot_xmin(pg_current_snapshot())";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JournalRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Row(Position position, JournalEvent event) {}

    List<Row> after(Position position, int limit) {
        return jdbc.sql("""
                select workspace_id, event_id, xid::text::bigint as xid, seq, at, type, data from journal_event
                where (xid, seq) > (cast(:xid as text)::xid8, :seq) and %s
                order by xid, seq limit :limit
                """.formatted(SETTLED))
                .param("xid", Long.toString(position.xid()))
                .param("seq", position.seq())
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    List<Row> between(WorkspaceId workspace, Position after, Position last, int limit) {
        return jdbc.sql("""
                select workspace_id, event_id, xid::text::bigint as xid, seq, at, type, data from journal_event
                where workspace_id = :workspace and (xid, seq) > (cast(:xid as text)::xid8, :seq)
                  and (xid, seq) <= (cast(:lastXid as text)::xid8, :lastSeq) and %s
                order by xid, seq limit :limit
                """.formatted(SETTLED))
                .param("workspace", workspace.value())
                .param("xid", Long.toString(after.xid()))
                .param("seq", after.seq())
                .param("lastXid", Long.toString(last.xid()))
                .param("lastSeq", last.seq())
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** From here on everything that is not settled yet will come, and nothing that was settled before. */
    Position now() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query((row, _) -> new Position(row.getLong(1), 0))
                .single();
    }

    Optional<Position> of(WorkspaceId workspace, UUID event) {
        return jdbc.sql("""
                select xid::text::bigint as xid, seq from journal_event where workspace_id = :workspace and event_id = :event
                """)
                .param("workspace", workspace.value())
                .param("event", event)
                .query((row, _) -> new Position(row.getLong("xid"), row.getLong("seq")))
                .optional();
    }

    /** Forgets at most {@code limit} events from before {@code age}; returns how many. */
    int forgetOlderThan(Instant age, int limit) {
        return jdbc.sql("""
                delete from journal_event where (workspace_id, event_id) in
                  (select workspace_id, event_id from journal_event where at < :age order by at limit :limit)
                """)
                .param("age", age.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        JournalEvent event = new JournalEvent(
                row.getObject("event_id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("data"), DATA));
        return new Row(new Position(row.getLong("xid"), row.getLong("seq")), event);
    }
}
