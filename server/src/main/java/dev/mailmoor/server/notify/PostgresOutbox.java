package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code notice_mail}. Leases are in the database's own time, all else in the service's. */
@Component
class PostgresOutbox {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;
    private final Clock clock;

    PostgresOutbox(JdbcClient jdbc, JdbcTemplate batches, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.clock = clock;
    }

    /** In the caller's transaction; what is there already stays as it is. */
    void put(WorkspaceId workspace, Collection<NewMail> mails) {
        OffsetDateTime now = utc(clock.instant());
        batches.batchUpdate("""
                insert into notice_mail (workspace_id, mail_id, kind, recipient, audience, dedupe, about, due_at, made_at)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict (workspace_id, dedupe) do nothing
                """, List.copyOf(mails), BATCH, (insert, mail) -> {
            insert.setObject(1, workspace.value());
            insert.setObject(2, mail.id());
            insert.setString(3, mail.kind());
            insert.setString(4, mail.recipient().address());
            insert.setString(5, mail.recipient().audience().word());
            insert.setString(6, mail.dedupe());
            insert.setString(7, json.writeValueAsString(mail.about()));
            insert.setObject(8, now);
            insert.setObject(9, now);
        });
    }

    /** Takes what is due, for {@code seconds}; those that another one holds are left to it. */
    List<OutgoingMail> claim(int limit, int seconds) {
        UUID claim = UUID.randomUUID();
        return jdbc.sql("""
                with due as (
                    select workspace_id, mail_id from notice_mail
                    where state = 'waiting' and due_at <= :now
                        and (leased_until is null or leased_until <= clock_timestamp())
                    order by due_at limit :limit for no key update skip locked
                )
                update notice_mail m
                set leased_until = clock_timestamp() + :seconds * interval '1 second', claim = :claim,
                    attempts = attempts + 1
                from due where m.workspace_id = due.workspace_id and m.mail_id = due.mail_id
                returning m.*
                """)
                .param("now", utc(clock.instant()))
                .param("limit", limit)
                .param("seconds", seconds)
                .param("claim", claim)
                .query(this::mail)
                .list();
    }

    /** Ends all claims: for a process that knows that there is no other. */
    void endClaims() {
        jdbc.sql("update notice_mail set leased_until = null where state = 'waiting' and leased_until is not null")
                .update();
    }

    /** False when somebody else took it meanwhile. */
    boolean renew(OutgoingMail mail, int seconds) {
        return mine("""
                        update notice_mail set leased_until = clock_timestamp() + :seconds * interval '1 second'
                        where workspace_id = :workspace and mail_id = :mail and claim = :claim and state = 'waiting'
                        """, mail).param("seconds", seconds).update() == 1;
    }

    /** False when somebody else took it meanwhile. */
    boolean sent(OutgoingMail mail, String subject) {
        return mine("""
                        update notice_mail set state = 'sent', subject = :subject, ended_at = :now, leased_until = null,
                            failure = ''
                        where workspace_id = :workspace and mail_id = :mail and claim = :claim and state = 'waiting'
                        """, mail)
                        .param("subject", subject)
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    /** But for what is being sent right now: whoever does it asks once more whether there is something to tell. */
    void withdraw(WorkspaceId workspace, String kind, Map<String, Object> about, String why) {
        jdbc.sql("""
                update notice_mail set state = 'withdrawn', failure = :why, ended_at = :now, leased_until = null
                where workspace_id = :workspace and kind = :kind and about @> :about::jsonb and state = 'waiting'
                    and (leased_until is null or leased_until <= clock_timestamp())
                """)
                .param("workspace", workspace.value())
                .param("kind", kind)
                .param("about", json.writeValueAsString(about))
                .param("why", why)
                .param("now", utc(clock.instant()))
                .update();
    }

    void withdrawn(OutgoingMail mail, String why) {
        ended(mail, "withdrawn", why);
    }

    void failed(OutgoingMail mail, String why) {
        ended(mail, "failed", why);
    }

    private void ended(OutgoingMail mail, String state, String why) {
        mine("""
                update notice_mail set state = :state, failure = :why, ended_at = :now, leased_until = null
                where workspace_id = :workspace and mail_id = :mail and claim = :claim and state = 'waiting'
                """, mail)
                .param("state", state)
                .param("why", why)
                .param("now", utc(clock.instant()))
                .update();
    }

    void later(OutgoingMail mail, Instant dueAt, String why) {
        mine("""
                update notice_mail set due_at = :due, failure = :why, leased_until = null
                where workspace_id = :workspace and mail_id = :mail and claim = :claim and state = 'waiting'
                """, mail).param("due", utc(dueAt)).param("why", why).update();
    }

    /** The relay may have taken it. */
    void unanswered(OutgoingMail mail, Instant dueAt, String why) {
        mine("""
                update notice_mail set due_at = :due, failure = :why, leased_until = null, unanswered = unanswered + 1
                where workspace_id = :workspace and mail_id = :mail and claim = :claim and state = 'waiting'
                """, mail).param("due", utc(dueAt)).param("why", why).update();
    }

    /** Not tried after all: it is due as it was. */
    void release(OutgoingMail mail) {
        mine("""
                update notice_mail set leased_until = null, attempts = attempts - 1
                where workspace_id = :workspace and mail_id = :mail and claim = :claim and state = 'waiting'
                """, mail).update();
    }

    private JdbcClient.StatementSpec mine(String sql, OutgoingMail mail) {
        return jdbc.sql(sql)
                .param("workspace", mail.workspace().value())
                .param("mail", mail.id())
                .param("claim", mail.claim());
    }

    /** Newest first. @param before the mail to go on behind; empty for the newest */
    List<SentNotice> newest(WorkspaceId workspace, int limit, Optional<UUID> before) {
        return jdbc.sql("""
                select mail_id, kind, recipient, audience, state, attempts, made_at, ended_at, subject, failure
                from notice_mail
                where workspace_id = :workspace and (cast(:before as uuid) is null or (made_at, mail_id) <
                    (select made_at, mail_id from notice_mail where workspace_id = :workspace and mail_id = :before))
                order by made_at desc, mail_id desc limit :limit
                """)
                .param("workspace", workspace.value())
                .param("before", before.orElse(null))
                .param("limit", limit)
                .query(PostgresOutbox::shown)
                .list();
    }

    /** But for those of losses that are not over: whom they told will be told of the end. */
    int forget(Instant endedBefore, int limit) {
        return jdbc.sql("""
                delete from notice_mail where (workspace_id, mail_id) in (
                    select workspace_id, mail_id from notice_mail m
                    where ended_at < :before and not exists (
                        select from notice n join told_loss t using (workspace_id, mailbox_id, loss_id)
                        where n.workspace_id = m.workspace_id and n.mail_id = m.mail_id and not t.over)
                    limit :limit)
                """)
                .param("before", utc(endedBefore))
                .param("limit", limit)
                .update();
    }

    private OutgoingMail mail(ResultSet row, int number) throws SQLException {
        return new OutgoingMail(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("mail_id", UUID.class),
                row.getString("kind"),
                new Recipient(row.getString("recipient"), Audience.of(row.getString("audience"))),
                json.readTree(row.getString("about")),
                row.getInt("attempts"),
                row.getInt("unanswered"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("claim", UUID.class));
    }

    private static SentNotice shown(ResultSet row, int number) throws SQLException {
        return new SentNotice(
                row.getObject("mail_id", UUID.class),
                row.getString("kind"),
                row.getString("recipient"),
                Audience.of(row.getString("audience")),
                SentNotice.Fate.of(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getString("subject"),
                row.getString("failure"));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
