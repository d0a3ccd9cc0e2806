package dev.mailmoor.server.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresAuditTrail implements AuditTrail {
    private final JdbcClient jdbc;
    private final Clock clock;

    PostgresAuditTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void write(Access access, String action, String subject, String detail) {
        jdbc.sql("""
                insert into audit_entry (workspace_id, entry_id, at, actor, actor_id, action, subject, detail, address)
                values (:workspace, :id, :at, :actor, :actorId, :action, :subject, :detail, :address)
                """)
                .param("workspace", access.workspace().value())
                .param("id", TimeOrderedId.next())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", access.actor().label())
                .param("actorId", idOf(access.actor()))
                .param("action", action)
                .param("subject", subject)
                .param("detail", detail)
                .param("address", access.from())
                .update();
    }

    @Override
    public List<Entry> newest(WorkspaceId workspace, int limit, Optional<Position> before) {
        return jdbc.sql("""
                select entry_id, at, actor, action, subject, detail, address from audit_entry
                where workspace_id = :workspace and (at, entry_id) < (:at, :id)
                order by at desc, entry_id desc limit :limit
                """)
                .param("workspace", workspace.value())
                .param("at", before.map(Position::at).orElse(FAR_AHEAD).atOffset(ZoneOffset.UTC))
                .param("id", before.map(Position::id).orElse(new UUID(-1, -1)))
                .param("limit", limit)
                .query(PostgresAuditTrail::entry)
                .list();
    }

    private static final Instant FAR_AHEAD = Instant.parse("9999-01-01T00:00:00Z");

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("entry_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("address"));
    }

    private static @Nullable UUID idOf(Actor actor) {
        return switch (actor) {
            case Actor.Person person -> person.personId();
            case Actor.Program program -> program.apiKeyId();
            case Actor.LinkHolder holder -> holder.linkId();
            case Actor.Mailmoor _ -> null;
        };
    }
}
