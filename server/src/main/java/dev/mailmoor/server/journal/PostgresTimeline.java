package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresTimeline implements Timeline {
    private static final Timeline.Position NEWEST =
            new Timeline.Position(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    private final JdbcClient jdbc;

    PostgresTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Line> newest(WorkspaceId workspace, UUID mailbox, int limit, Optional<Timeline.Position> before) {
        Timeline.Position from = before.orElse(NEWEST);
        return jdbc.sql("""
                select at, entry_id, kind, actor, detail from timeline_entry
                where workspace_id = :workspace and mailbox_id = :mailbox and (at, entry_id) < (:at, :number)
                order by at desc, entry_id desc limit :limit
                """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox)
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("number", from.number())
                .param("limit", limit)
                .query(PostgresTimeline::line)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                new Timeline.Position(row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("entry_id")),
                TimelineKind.valueOf(
                        row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getString("actor"),
                row.getString("detail"));
    }
}
