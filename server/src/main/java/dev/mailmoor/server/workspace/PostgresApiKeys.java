package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresApiKeys implements ApiKeys {
    private static final Duration COARSE = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AuditTrail audit;
    private final RecentKeys recent = new RecentKeys();

    PostgresApiKeys(JdbcClient jdbc, Clock clock, AuditTrail audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Making make(Access access, String name, Role role) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > 100) {
            return new Making.Invalid("name", "A name of 1 to 100 characters is needed.");
        }
        if (!access.role().mayActAs(role)) {
            return new Making.NotAllowed("A key cannot be given the role %s by somebody with the role %s."
                    .formatted(role.word(), access.role().word()));
        }
        if (list(access.workspace()).size() >= MOST) {
            return new Making.NotAllowed("There are %d API keys already; revoke some first.".formatted(MOST));
        }
        Secret key = Secret.of(ApiKeyText.make());
        ApiKey made = store(access, trimmed, role, key);
        audit.write(access, "api-key.made", trimmed, "Role " + role.word() + ".");
        return new Making.Made(made, key);
    }

    /** Stores a key as it is, with no questions asked. */
    ApiKey store(Access access, String name, Role role, Secret key) {
        ApiKey made = new ApiKey(
                TimeOrderedId.next(),
                name,
                role,
                key.reveal(ApiKeyText::visible),
                clock.instant(),
                access.actor().label(),
                Optional.empty());
        jdbc.sql("""
                insert into api_key (workspace_id, api_key_id, name, role, prefix, key_hash, created_at, created_by)
                values (:workspace, :id, :name, :role, :prefix, :hash, :at, :by)
                """)
                .param("workspace", access.workspace().value())
                .param("id", made.id())
                .param("name", name)
                .param("role", role.word())
                .param("prefix", made.prefix())
                .param("hash", ApiKeyText.hash(key))
                .param("at", made.createdAt().atOffset(ZoneOffset.UTC))
                .param("by", made.createdBy())
                .update();
        return made;
    }

    @Override
    @Transactional
    public boolean revoke(Access access, UUID apiKey) {
        Optional<String> name = jdbc.sql("""
                delete from api_key where workspace_id = :workspace and api_key_id = :id returning name
                """)
                .param("workspace", access.workspace().value())
                .param("id", apiKey)
                .query(String.class)
                .optional();
        name.ifPresent(gone -> audit.write(access, "api-key.revoked", gone, ""));
        recent.forget(apiKey);
        return name.isPresent();
    }

    @Override
    public List<ApiKey> list(WorkspaceId workspace) {
        return jdbc.sql("""
                select api_key_id, name, role, prefix, created_at, created_by, last_used_at from api_key
                where workspace_id = :workspace order by created_at desc, api_key_id desc
                """)
                .param("workspace", workspace.value())
                .query(PostgresApiKeys::apiKey)
                .list();
    }

    @Override
    public Optional<Access> access(Secret key, String from) {
        byte[] hash = ApiKeyText.hash(key);
        Optional<RecentKeys.Known> known = recent.find(hash).or(() -> look(hash));
        known.ifPresent(this::used);
        return known.map(one -> new Access(one.workspace(), new Actor.Program(one.id(), one.name()), one.role(), from));
    }

    @Override
    public boolean mistyped(Secret key) {
        return key.reveal(ApiKeyText::mistyped);
    }

    private Optional<RecentKeys.Known> look(byte[] hash) {
        Optional<RecentKeys.Known> found =
                jdbc.sql("""
                select workspace_id, api_key_id, name, role, last_used_at from api_key where key_hash = :hash
                """).param("hash", hash).query(PostgresApiKeys::known).optional();
        found.ifPresent(known -> recent.remember(hash, known));
        return found;
    }

    private void used(RecentKeys.Known known) {
        Instant now = clock.instant();
        if (known.usedAt().plus(COARSE).isAfter(now)) {
            return;
        }
        jdbc.sql("""
                update api_key set last_used_at = :now
                where workspace_id = :workspace and api_key_id = :id and (last_used_at is null or last_used_at < :coarse)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("coarse", now.minus(COARSE).atOffset(ZoneOffset.UTC))
                .param("workspace", known.workspace().value())
                .param("id", known.id())
                .update();
        recent.used(known, now);
    }

    private static RecentKeys.Known known(ResultSet row, int number) throws SQLException {
        return new RecentKeys.Known(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("api_key_id", UUID.class),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                time(row, "last_used_at").orElse(Instant.EPOCH));
    }

    private static ApiKey apiKey(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("api_key_id", UUID.class),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                row.getString("prefix"),
                time(row, "created_at").orElseThrow(),
                row.getString("created_by"),
                time(row, "last_used_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
