package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.ReauthLink.End;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code reauth_link}. */
@Component
class PostgresReauthLinks {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    PostgresReauthLinks(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * A link with its token, of which the hash alone is stored.
     *
     * @param tries made by the one whose place it takes
     */
    record Fresh(ReauthLink link, Secret token, int tries) {}

    void add(List<Fresh> links) {
        batches.batchUpdate("""
                insert into reauth_link
                    (workspace_id, link_id, mailbox_id, token_hash, carrier, note, made_by, made_at, expires_at,
                     tries, blocked_until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, links, BATCH, (insert, fresh) -> {
            ReauthLink link = fresh.link();
            insert.setObject(1, link.workspace().value());
            insert.setObject(2, link.id());
            insert.setObject(3, link.mailbox().value());
            insert.setBytes(4, fresh.token().<byte[]>reveal(OneTimeToken::hash));
            insert.setString(5, link.carrier());
            insert.setString(6, link.note());
            insert.setString(7, link.madeBy());
            insert.setObject(8, utc(link.madeAt()));
            insert.setObject(9, utc(link.expiresAt()));
            insert.setInt(10, fresh.tries());
            insert.setObject(
                    11, link.blockedUntil().map(PostgresReauthLinks::utc).orElse(null));
        });
    }

    Optional<ReauthLink> find(byte[] tokenHash) {
        return jdbc.sql("select * from reauth_link where token_hash = :hash")
                .param("hash", tokenHash)
                .query((row, _) -> link(row))
                .optional();
    }

    List<ReauthLink> open(WorkspaceId workspace, MailboxId mailbox) {
        return jdbc.sql("""
                select * from reauth_link
                where workspace_id = :workspace and mailbox_id = :mailbox and ended_at is null and expires_at > :now
                order by made_at desc limit 100
                """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .param("now", utc(clock.instant()))
                .query((row, _) -> link(row))
                .list();
    }

    /** Ends the open link of this carrier for this mailbox, and lets nobody else make one until the transaction ends. */
    void replace(WorkspaceId workspace, MailboxId mailbox, String carrier) {
        lock("reauth link " + mailbox + " " + carrier);
        end(workspace, List.of(mailbox), carrier);
    }

    /** How often a link was tried, and until when it is not to be. */
    record Tries(int made, Optional<Instant> blockedUntil) {
        static final Tries NONE = new Tries(0, Optional.empty());
    }

    /**
     * The same for many, of a carrier that makes links in this way alone: one lock for all, for locks are scarce.
     *
     * @return what was tried by those that were replaced
     */
    Map<MailboxId, Tries> replace(WorkspaceId workspace, Collection<MailboxId> mailboxes, String carrier) {
        lock("reauth links of " + workspace + " " + carrier);
        return end(workspace, mailboxes, carrier);
    }

    private void lock(String what) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .param("what", what)
                .query((row, _) -> true)
                .single();
    }

    private Map<MailboxId, Tries> end(WorkspaceId workspace, Collection<MailboxId> mailboxes, String carrier) {
        hold(workspace, mailboxes);
        Map<MailboxId, Tries> replaced = new HashMap<>();
        jdbc.sql("""
                update reauth_link set ended_at = :now, ended_how = 'replaced'
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and carrier = :carrier
                    and ended_at is null
                returning mailbox_id, tries, blocked_until
                """)
                .param("workspace", workspace.value())
                .param("mailboxes", uuids(mailboxes))
                .param("carrier", carrier)
                .param("now", utc(clock.instant()))
                .query(row -> {
                    replaced.put(
                            new MailboxId(row.getObject("mailbox_id", UUID.class)),
                            new Tries(row.getInt("tries"), blockedUntil(row)));
                });
        return replaced;
    }

    /** Ends the open links of a mailbox that were made up to a moment; returns how many. */
    int end(WorkspaceId workspace, MailboxId mailbox, Instant madeUpTo, End how) {
        hold(workspace, List.of(mailbox));
        return jdbc.sql("""
                update reauth_link set ended_at = :now, ended_how = :how
                where workspace_id = :workspace and mailbox_id = :mailbox and ended_at is null and made_at <= :moment
                """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .param("moment", utc(madeUpTo))
                .param("how", word(how))
                .param("now", utc(clock.instant()))
                .update();
    }

    /**
     * A loss that is over.
     *
     * @param upTo links made later than this stay
     * @param carriedUpTo the same for those that notices and campaigns carry
     */
    record Over(WorkspaceId workspace, MailboxId mailbox, Instant upTo, Instant carriedUpTo) {}

    void endRestored(List<Over> losses) {
        losses.stream()
                .collect(Collectors.groupingBy(Over::workspace, Collectors.mapping(Over::mailbox, Collectors.toList())))
                .forEach(this::hold);
        OffsetDateTime now = utc(clock.instant());
        batches.batchUpdate("""
                update reauth_link set ended_at = ?, ended_how = 'restored'
                where workspace_id = ? and mailbox_id = ? and ended_at is null
                    and made_at <= case carrier when 'by-hand' then cast(? as timestamptz) else ? end
                """, losses, BATCH, (update, over) -> {
            update.setObject(1, now);
            update.setObject(2, over.workspace().value());
            update.setObject(3, over.mailbox().value());
            update.setObject(4, utc(over.upTo()));
            update.setObject(5, utc(over.carriedUpTo()));
        });
    }

    void forget(WorkspaceId workspace, Collection<MailboxId> mailboxes, String carrier) {
        hold(workspace, mailboxes);
        jdbc.sql("""
                delete from reauth_link
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and carrier = :carrier
                    and ended_at is null
                """)
                .param("workspace", workspace.value())
                .param("mailboxes", uuids(mailboxes))
                .param("carrier", carrier)
                .update();
    }

    void withdrawCarriedBy(WorkspaceId workspace, String carrier) {
        jdbc.sql("""
                update reauth_link set ended_at = :now, ended_how = 'withdrawn'
                where workspace_id = :workspace and carrier = :carrier and ended_at is null
                """)
                .param("workspace", workspace.value())
                .param("carrier", carrier)
                .param("now", utc(clock.instant()))
                .update();
    }

    /** A link that was used up. @param maker who made it by hand; empty when a notice or a campaign carried it */
    record Used(Optional<String> maker) {}

    /** Uses it up; empty when it is not good any more. */
    Optional<Used> use(Mailbox mailbox, UUID link) {
        WorkspaceId workspace = mailbox.workspace();
        hold(workspace, List.of(mailbox.id()));
        return jdbc.sql("""
                update reauth_link set ended_at = :now, ended_how = 'used'
                where workspace_id = :workspace and link_id = :id and ended_at is null and expires_at > :now
                returning case when carrier = 'by-hand' then made_by end as maker
                """)
                .param("workspace", workspace.value())
                .param("id", link)
                .param("now", utc(clock.instant()))
                .query((row, _) -> new Used(Optional.ofNullable(row.getString("maker"))))
                .optional();
    }

    /** Ends the open links of mailboxes that have a working login now. */
    void restored(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        hold(workspace, mailboxes);
        jdbc.sql("""
                update reauth_link set ended_at = :now, ended_how = 'restored'
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and ended_at is null
                """)
                .param("workspace", workspace.value())
                .param("mailboxes", uuids(mailboxes))
                .param("now", utc(clock.instant()))
                .update();
    }

    /** Always in one order: so two that end links of one mailbox wait for each other, and not in a ring. */
    private void hold(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        jdbc.sql("""
                select link_id from reauth_link
                where workspace_id = :workspace and mailbox_id = any(:mailboxes) and ended_at is null
                order by mailbox_id, link_id for update
                """)
                .param("workspace", workspace.value())
                .param("mailboxes", uuids(mailboxes))
                .query(UUID.class)
                .list();
    }

    private static UUID[] uuids(Collection<MailboxId> mailboxes) {
        return mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new);
    }

    /** Counts a try; false when too many failed lately. After every {@code most} tries comes a wait. */
    boolean takeTry(ReauthLink link, int most, Duration wait) {
        Instant now = clock.instant();
        return jdbc.sql("""
                update reauth_link set tries = tries + 1,
                    blocked_until = case when (tries + 1) % :most = 0 then cast(:until as timestamptz) end
                where workspace_id = :workspace and link_id = :id and ended_at is null
                    and (blocked_until is null or blocked_until <= :now)
                """)
                        .param("workspace", link.workspace().value())
                        .param("id", link.id())
                        .param("most", most)
                        .param("until", utc(now.plus(wait)))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** The try told nothing about the secret: it does not count. */
    void giveTryBack(ReauthLink link, int most) {
        jdbc.sql("""
                update reauth_link set tries = tries - 1,
                    blocked_until = case when tries % :most = 0 then null else blocked_until end
                where workspace_id = :workspace and link_id = :id and tries > 0
                """)
                .param("most", most)
                .param("workspace", link.workspace().value())
                .param("id", link.id())
                .update();
    }

    int forget(Instant expiredBefore) {
        return jdbc.sql("delete from reauth_link where expires_at < :moment")
                .param("moment", utc(expiredBefore))
                .update();
    }

    private ReauthLink link(ResultSet row) throws SQLException {
        Instant expiresAt = instant(row, "expires_at");
        return new ReauthLink(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("link_id", UUID.class),
                new MailboxId(row.getObject("mailbox_id", UUID.class)),
                row.getString("carrier"),
                row.getString("note"),
                row.getString("made_by"),
                instant(row, "made_at"),
                expiresAt,
                blockedUntil(row),
                end(row.getString("ended_how"), expiresAt));
    }

    private static Optional<Instant> blockedUntil(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("blocked_until", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private Optional<End> end(@Nullable String word, Instant expiresAt) {
        if (word != null) {
            return Optional.of(End.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return expiresAt.isAfter(clock.instant()) ? Optional.empty() : Optional.of(End.EXPIRED);
    }

    private static String word(End how) {
        return how.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
