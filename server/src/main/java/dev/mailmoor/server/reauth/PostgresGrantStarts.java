package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code grant_start}. */
@Component
class PostgresGrantStarts {
    private static final String COLUMNS = """
            workspace_id, start_id, oauth_client_id, mailbox_id, draft, actor_kind, actor_id, actor_label, role, attempt,
            accept_partial
            """;

    private final JdbcClient jdbc;

    PostgresGrantStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(GrantStart start, GrantTicket ticket, Instant now, Instant until) {
        Who who = Who.of(start.access().actor());
        jdbc.sql("""
                        insert into grant_start (workspace_id, start_id, ticket_hash, oauth_client_id, mailbox_id, draft,
                            actor_kind, actor_id, actor_label, role, accept_partial, made_at, expires_at)
                        values (:workspace, :start, :ticket, :client, :mailbox, cast(:draft as jsonb), :kind, :actor, :label,
                            :role, :partial, :now, :until)
                        """)
                .param("workspace", start.workspace().value())
                .param("start", start.id())
                .param("ticket", ticket.hash())
                .param("client", start.client().value())
                .param("mailbox", start.mailbox().map(MailboxId::value).orElse(null), Types.OTHER)
                .param("draft", start.draft().map(StoredDraft::write).orElse(null), Types.VARCHAR)
                .param("kind", who.kind)
                .param("actor", who.id)
                .param("label", who.label)
                .param("role", start.access().role().word())
                .param("partial", start.proving() == Proving.PARTIAL_ACCEPTED)
                .param("now", utc(now))
                .param("until", utc(until))
                .update();
    }

    Optional<GrantStart> find(GrantTicket ticket, Instant now) {
        return jdbc.sql("select " + COLUMNS + " from grant_start where workspace_id = :workspace"
                        + " and start_id = :start and ticket_hash = :ticket and not done and expires_at > :now")
                .param("workspace", ticket.workspace().value())
                .param("start", ticket.start())
                .param("ticket", ticket.hash())
                .param("now", utc(now))
                .query((row, number) -> map(row))
                .optional();
    }

    /** Counts one more attempt by who holds the ticket. */
    Optional<GrantStart> attempt(GrantTicket ticket, Instant now) {
        return count(new Named(ticket.workspace(), ticket.start(), now), "ticket_hash = :ticket")
                .param("ticket", ticket.hash())
                .query((row, number) -> map(row))
                .optional();
    }

    /** Takes an attempt's one answer; empty when it was taken, another attempt was begun, or it is too late. */
    Optional<GrantStart> take(GrantState state, Instant now) {
        return count(new Named(state.workspace(), state.start(), now), "attempt = :attempt")
                .param("attempt", state.attempt())
                .query((row, number) -> map(row))
                .optional();
    }

    /** Counts one more attempt by the browser that made the last one; what it was content with before, it stays content with. */
    Optional<GrantStart> attemptAgain(GrantState last, Proving proving, Instant now) {
        return count(new Named(last.workspace(), last.start(), now), "attempt between :attempt and :attempt + 1")
                .param("attempt", last.attempt())
                .param("partial", proving == Proving.PARTIAL_ACCEPTED)
                .query((row, number) -> map(row))
                .optional();
    }

    private record Named(WorkspaceId workspace, UUID start, Instant now) {}

    private JdbcClient.StatementSpec count(Named start, String which) {
        return jdbc.sql("""
                        update grant_start
                        set attempt = attempt + 1, accept_partial = accept_partial or :partial
                        where workspace_id = :workspace and start_id = :start and not done and expires_at > :now and %s
                        returning
                        """.formatted(which) + COLUMNS)
                .param("workspace", start.workspace().value())
                .param("start", start.start())
                .param("now", utc(start.now()))
                .param("partial", false);
    }

    void done(GrantStart start) {
        jdbc.sql("update grant_start set done = true where workspace_id = :workspace and start_id = :start")
                .param("workspace", start.workspace().value())
                .param("start", start.id())
                .update();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from grant_start where expires_at < :before")
                .param("before", utc(before))
                .update();
    }

    private static GrantStart map(ResultSet row) throws SQLException {
        Actor actor = new Who(
                        row.getString("actor_kind"),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_label"))
                .actor();
        return new GrantStart(
                row.getObject("start_id", UUID.class),
                new Access(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        actor,
                        Role.of(row.getString("role")).orElseThrow()),
                new OAuthClientId(row.getObject("oauth_client_id", UUID.class)),
                Optional.ofNullable(row.getObject("mailbox_id", UUID.class)).map(MailboxId::new),
                Optional.ofNullable(row.getString("draft")).map(StoredDraft::read),
                row.getBoolean("accept_partial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE,
                row.getInt("attempt"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An actor as the table has it. */
    private record Who(String kind, UUID id, String label) {
        static Who of(Actor actor) {
            return switch (actor) {
                case Actor.Person(UUID id, String email) -> new Who("person", id, email);
                case Actor.Program(UUID id, String name) -> new Who("program", id, name);
                case Actor.LinkHolder(UUID id, String madeBy) -> new Who("link", id, madeBy);
                case Actor.Mailmoor() -> throw new IllegalArgumentException("only somebody can grant a mailbox");
            };
        }

        Actor actor() {
            return switch (kind) {
                case "person" -> new Actor.Person(id, label);
                case "program" -> new Actor.Program(id, label);
                default -> new Actor.LinkHolder(id, label);
            };
        }
    }
}
