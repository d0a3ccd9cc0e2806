package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class PostgresIdempotency implements Idempotency {
    static final Duration KEPT = Duration.ofHours(24);
    /** No request takes that long: whoever began it died. */
    private static final Duration ABANDONED = Duration.ofMinutes(5);

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final RequestMac mac;

    PostgresIdempotency(JdbcClient jdbc, Clock clock, JsonMapper json, RequestMac mac) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.mac = mac;
    }

    private record Row(byte[] mac, Instant startedAt, Optional<Answer> answer) {}

    @Override
    public Start begin(WorkspaceId workspace, String key, byte[] request) {
        byte[] mine = mac.of(workspace, request);
        if (insert(workspace, key, mine)) {
            return new Start.Fresh();
        }
        // Gone in the meantime: whoever had it failed just now.
        Row row = find(workspace, key).orElse(new Row(mine, clock.instant(), Optional.empty()));
        if (!java.security.MessageDigest.isEqual(row.mac, mine)) {
            return new Start.Other();
        }
        return row.answer.<Start>map(Start.Done::new).orElseGet(Start.AtWork::new);
    }

    /** True when the key was free: never used, forgotten by now, or left behind by somebody who died. */
    private boolean insert(WorkspaceId workspace, String key, byte[] requestMac) {
        Instant now = clock.instant();
        return jdbc.sql("""
                insert into idempotency_key as k (workspace_id, key, request_mac, started_at)
                values (:workspace, :key, :mac, :now)
                on conflict (workspace_id, key) do update
                  set request_mac = excluded.request_mac, started_at = excluded.started_at,
                      status = null, headers = null, body = null, shown_once = false
                  where k.started_at < :forgotten or (k.status is null and k.started_at < :abandoned)
                """)
                        .param("workspace", workspace.value())
                        .param("key", key)
                        .param("mac", requestMac)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("forgotten", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                        .param("abandoned", now.minus(ABANDONED).atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private Optional<Row> find(WorkspaceId workspace, String key) {
        return jdbc.sql("""
                select request_mac, started_at, status, headers, body, shown_once from idempotency_key
                where workspace_id = :workspace and key = :key
                """)
                .param("workspace", workspace.value())
                .param("key", key)
                .query(this::row)
                .optional();
    }

    @Override
    public void finish(WorkspaceId workspace, String key, Answer answer) {
        jdbc.sql("""
                update idempotency_key set status = :status, headers = :headers::jsonb, body = :body, shown_once = :once
                where workspace_id = :workspace and key = :key
                """)
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body())
                .param("once", answer.shownOnce())
                .param("workspace", workspace.value())
                .param("key", key)
                .update();
    }

    @Override
    public void release(WorkspaceId workspace, String key) {
        jdbc.sql("delete from idempotency_key where workspace_id = :workspace and key = :key")
                .param("workspace", workspace.value())
                .param("key", key)
                .update();
    }

    void forgetOld() {
        jdbc.sql("delete from idempotency_key where started_at < :forgotten")
                .param("forgotten", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        int status = row.getInt("status");
        Optional<Answer> answer = row.wasNull()
                ? Optional.empty()
                : Optional.of(new Answer(
                        status,
                        json.readValue(row.getString("headers"), HEADERS),
                        row.getBytes("body"),
                        row.getBoolean("shown_once")));
        return new Row(
                row.getBytes("request_mac"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                answer);
    }
}
