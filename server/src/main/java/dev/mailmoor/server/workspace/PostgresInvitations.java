package dev.mailmoor.server.workspace;

import dev.mailmoor.server.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind one-time links. */
@Component
class PostgresInvitations {
    static final Duration OWNER_LIFE = Duration.ofHours(24);
    static final Duration MEMBER_LIFE = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Settings settings;

    PostgresInvitations(JdbcClient jdbc, Clock clock, Settings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** @param email empty on the first owner's */
    record Row(WorkspaceId workspace, UUID id, Optional<String> email, Role role, Instant createdAt) {
        Members.Member asMember() {
            return new Members.Member(id, email.orElse(""), role, Members.Standing.INVITED, createdAt);
        }
    }

    /** A link that was just made; the token is nowhere else. */
    record Link(Row row, URI url, Instant expiresAt) {}

    Link make(WorkspaceId workspace, Optional<String> email, Role role, Duration life) {
        Instant now = clock.instant();
        String token = OneTimeToken.make();
        Row row = new Row(workspace, TimeOrderedId.next(), email, role, now);
        jdbc.sql("""
                insert into invitation (workspace_id, invitation_id, email, role, token_hash, created_at, expires_at)
                values (:workspace, :id, :email, :role, :hash, :now, :until)
                """)
                .param("workspace", workspace.value())
                .param("id", row.id())
                .param("email", orNull(email))
                .param("role", role.word())
                .param("hash", OneTimeToken.hash(token))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(life).atOffset(ZoneOffset.UTC))
                .update();
        return new Link(row, URI.create(settings.web().publicUrl() + "/welcome?token=" + token), now.plus(life));
    }

    Optional<Row> find(String token) {
        return rows("token_hash = :hash and expires_at > :now", OneTimeToken.hash(token)).stream()
                .findFirst();
    }

    /** As {@link #find}, and keeps others from using it until the transaction ends. */
    Optional<Row> claim(String token) {
        return rows("token_hash = :hash and expires_at > :now for update", OneTimeToken.hash(token)).stream()
                .findFirst();
    }

    List<Row> pending(WorkspaceId workspace) {
        return jdbc.sql(
                        "select * from invitation where workspace_id = :workspace and email is not null and expires_at > :now")
                .param("workspace", workspace.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> row(row))
                .list();
    }

    void remove(Row row) {
        jdbc.sql("delete from invitation where workspace_id = :workspace and invitation_id = :id")
                .param("workspace", row.workspace().value())
                .param("id", row.id())
                .update();
    }

    void removeFor(WorkspaceId workspace, String email) {
        jdbc.sql("delete from invitation where workspace_id = :workspace and email = :email")
                .param("workspace", workspace.value())
                .param("email", email)
                .update();
    }

    void removeOwnerLinks() {
        jdbc.sql("delete from invitation where email is null").update();
    }

    private List<Row> rows(String where, byte[] hash) {
        return jdbc.sql("select * from invitation where " + where)
                .param("hash", hash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> row(row))
                .list();
    }

    private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Row(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("invitation_id", UUID.class),
                Optional.ofNullable(row.getString("email")),
                Role.of(row.getString("role")).orElseThrow(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.isPresent() ? text.get() : null;
    }
}
