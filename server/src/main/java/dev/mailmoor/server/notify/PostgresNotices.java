package dev.mailmoor.server.notify;

import static dev.mailmoor.server.notify.PostgresOutbox.utc;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code notice}. */
@Component
class PostgresNotices {
    private static final int BATCH = 500;
    /** More than this go in a further mail. */
    private static final int LONGEST_DIGEST = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresNotices(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Notices held for one recipient. */
    record Held(WorkspaceId workspace, Recipient recipient, Occasion occasion) {}

    /**
     * A notice in a mail.
     *
     * @param lostAt when the loss began
     */
    record Told(Notice notice, Instant lostAt, Instant madeAt) {}

    /** How far somebody has been told of a loss. */
    enum Earlier {
        TOLD,
        BEING_TOLD,
        NOT_TOLD
    }

    /** @param mails the mail of each; held where there is none */
    void put(WorkspaceId workspace, Collection<Notice> notices, Map<Notice, UUID> mails, Instant at) {
        batches.batchUpdate("""
                insert into notice (workspace_id, mailbox_id, loss_id, occasion, days, recipient, audience, mail_id, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """, List.copyOf(notices), BATCH, (insert, notice) -> {
            insert.setObject(1, workspace.value());
            insert.setObject(2, notice.mailbox().value());
            insert.setObject(3, notice.loss());
            insert.setString(4, notice.occasion().word());
            insert.setInt(5, notice.days());
            insert.setString(6, notice.recipient().address());
            insert.setString(7, notice.recipient().audience().word());
            insert.setObject(8, mails.get(notice));
            insert.setObject(9, utc(at));
        });
    }

    /** The {@link Notice#dedupe} of all that there are of these mailboxes. */
    Set<String> known(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        return new HashSet<>(jdbc.sql("""
                select loss_id || ':' || occasion || ':' || days || ':' || recipient from notice
                where workspace_id = :workspace and mailbox_id = any(:mailboxes)
                """)
                .param("workspace", workspace.value())
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query((row, _) -> row.getString(1))
                .list());
    }

    /** How many each of them got since, by address. */
    Map<String, Integer> lately(
            WorkspaceId workspace, Collection<String> recipients, Occasion occasion, Instant since) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("""
                select recipient, count(*) as notices from notice
                where workspace_id = :workspace and recipient = any(:recipients) and occasion = :occasion
                    and made_at > :since
                group by recipient
                """)
                .param("workspace", workspace.value())
                .param("recipients", recipients.toArray(String[]::new))
                .param("occasion", occasion.word())
                .param("since", utc(since))
                .query(row -> {
                    counts.put(row.getString("recipient"), row.getInt("notices"));
                });
        return counts;
    }

    /** Who was told of each loss, may have been, or is about to be, by the loss' id. */
    Map<UUID, List<Recipient>> told(WorkspaceId workspace, Collection<ToldLoss> losses) {
        Map<UUID, List<Recipient>> told = new HashMap<>();
        of(workspace, losses, """
                select distinct n.loss_id, n.recipient, n.audience from notice n
                join notice_mail m on m.workspace_id = n.workspace_id and m.mail_id = n.mail_id
                where n.workspace_id = :workspace and n.mailbox_id = any(:mailboxes) and n.loss_id = any(:losses)
                    and n.occasion <> 'restored' and not n.withdrawn
                    and (m.state in ('sent', 'waiting') or m.unanswered > 0)
                """).query(row -> {
            told.computeIfAbsent(row.getObject("loss_id", UUID.class), _ -> new ArrayList<>())
                    .add(new Recipient(row.getString("recipient"), Audience.of(row.getString("audience"))));
        });
        return told;
    }

    /** What was not told yet need not be; mails that may hold it are looked at again at once. */
    void forgetUntold(WorkspaceId workspace, Collection<ToldLoss> losses, Instant now) {
        of(workspace, losses, """
                update notice set withdrawn = true
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and loss_id = any(:losses)
                    and occasion <> 'restored' and mail_id is null
                """).update();
        of(workspace, losses, """
                update notice_mail m set due_at = :now from notice n
                where n.workspace_id = :workspace and n.mailbox_id = any(:mailboxes) and n.loss_id = any(:losses)
                    and n.occasion <> 'restored' and m.workspace_id = n.workspace_id and m.mail_id = n.mail_id
                    and m.state = 'waiting' and m.due_at > :now
                """).param("now", utc(now)).update();
    }

    /** So that what a pause kept from being told can be told. */
    void forgetWithdrawn(WorkspaceId workspace, Collection<ToldLoss> losses) {
        of(workspace, losses, """
                with gone as (
                    delete from notice
                    where workspace_id = :workspace and mailbox_id = any(:mailboxes) and loss_id = any(:losses)
                        and occasion = 'lost' and withdrawn
                    returning loss_id || ':' || occasion || ':' || days || ':' || recipient as dedupe
                )
                delete from notice_mail m using gone
                where m.workspace_id = :workspace and m.dedupe = gone.dedupe and m.state = 'withdrawn'
                """).update();
    }

    private JdbcClient.StatementSpec of(WorkspaceId workspace, Collection<ToldLoss> losses, String sql) {
        return jdbc.sql(sql).param("workspace", workspace.value()).params(ToldLoss.names(losses));
    }

    /**
     * How far the reader of this mail has been told of each loss in it; one without an entry was not told at all. What the
     * relay may have taken counts as told.
     */
    Map<UUID, Earlier> earlier(OutgoingMail mail) {
        Map<UUID, Earlier> earlier = new HashMap<>();
        jdbc.sql("""
                select n.loss_id, bool_or(m.state = 'waiting') as waiting,
                    bool_or(m.state = 'sent' or m.unanswered > 0) as sent
                from notice r
                join notice n on n.workspace_id = r.workspace_id and n.mailbox_id = r.mailbox_id
                    and n.loss_id = r.loss_id and n.recipient = r.recipient and n.occasion <> 'restored'
                    and not n.withdrawn
                join notice_mail m on m.workspace_id = n.workspace_id and m.mail_id = n.mail_id
                where r.workspace_id = :workspace and r.mail_id = :mail and not r.withdrawn
                group by n.loss_id
                """)
                .param("workspace", mail.workspace().value())
                .param("mail", mail.id())
                .query(row -> {
                    earlier.put(
                            row.getObject("loss_id", UUID.class),
                            earlier(row.getBoolean("waiting"), row.getBoolean("sent")));
                });
        return earlier;
    }

    private static Earlier earlier(boolean waiting, boolean sent) {
        if (waiting) {
            return Earlier.BEING_TOLD;
        }
        return sent ? Earlier.TOLD : Earlier.NOT_TOLD;
    }

    /** For whom enough was gathered: the first has waited for long, or none came for a while. */
    List<Held> ripe(Instant firstBefore, Instant lastBefore, int limit) {
        return jdbc.sql("""
                select workspace_id, recipient, occasion, max(audience) as audience from notice
                where mail_id is null and not withdrawn
                group by workspace_id, recipient, occasion
                having min(made_at) <= :first or max(made_at) <= :last
                limit :limit
                """)
                .param("first", utc(firstBefore))
                .param("last", utc(lastBefore))
                .param("limit", limit)
                .query((row, _) -> new Held(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        new Recipient(row.getString("recipient"), Audience.of(row.getString("audience"))),
                        Occasion.of(row.getString("occasion"))))
                .list();
    }

    void gather(Held held, UUID mail) {
        jdbc.sql("""
                with held as (
                    select workspace_id, mailbox_id, loss_id, occasion, days, recipient from notice
                    where workspace_id = :workspace and recipient = :recipient and occasion = :occasion
                        and mail_id is null and not withdrawn
                    order by made_at limit :limit
                )
                update notice n set mail_id = :mail from held
                where n.workspace_id = held.workspace_id and n.mailbox_id = held.mailbox_id and n.loss_id = held.loss_id
                    and n.occasion = held.occasion and n.days = held.days and n.recipient = held.recipient
                """)
                .param("workspace", held.workspace().value())
                .param("recipient", held.recipient().address())
                .param("occasion", held.occasion().word())
                .param("limit", LONGEST_DIGEST)
                .param("mail", mail)
                .update();
    }

    /** Oldest loss first. */
    List<Told> in(OutgoingMail mail) {
        return jdbc.sql("""
                select n.*, t.began_at from notice n join told_loss t using (workspace_id, mailbox_id, loss_id)
                where n.workspace_id = :workspace and n.mail_id = :mail and not n.withdrawn
                order by t.began_at, n.mailbox_id
                """)
                .param("workspace", mail.workspace().value())
                .param("mail", mail.id())
                .query(PostgresNotices::notice)
                .list();
    }

    void withdraw(WorkspaceId workspace, Collection<Notice> notices) {
        batches.batchUpdate("""
                update notice set withdrawn = true
                where workspace_id = ? and mailbox_id = ? and loss_id = ? and occasion = ? and days = ? and recipient = ?
                """, List.copyOf(notices), BATCH, (update, notice) -> {
            update.setObject(1, workspace.value());
            update.setObject(2, notice.mailbox().value());
            update.setObject(3, notice.loss());
            update.setString(4, notice.occasion().word());
            update.setInt(5, notice.days());
            update.setString(6, notice.recipient().address());
        });
    }

    private static Told notice(ResultSet row, int number) throws SQLException {
        return new Told(
                new Notice(
                        new MailboxId(row.getObject("mailbox_id", UUID.class)),
                        row.getObject("loss_id", UUID.class),
                        Occasion.of(row.getString("occasion")),
                        row.getInt("days"),
                        new Recipient(row.getString("recipient"), Audience.of(row.getString("audience")))),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }

    /** Empty when another process gathers. */
    Optional<Boolean> alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:turn)")
                .param("turn", 0x6d6f_6f72_0120L)
                .query(Boolean.class)
                .optional()
                .filter(Boolean::booleanValue);
    }
}
