package dev.mailmoor.server.campaign;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of campaigns, their people and mailboxes. All writes take part in the caller's transaction. */
@Repository
class PostgresCampaigns {
    private static final int BATCH = 500;
    private static final String SELECT = """
            select c.*, c.state = 'running' and c.expires_at <= :now as expired, m.total, m.told, m.restored,
              (select count(*) from campaign_person p
               where p.workspace_id = c.workspace_id and p.campaign_id = c.campaign_id) as people
            from campaign c, lateral (
              select count(*) as total, count(p.told_at) as told, count(m.restored_at) as restored
              from campaign_mailbox m join campaign_person p using (workspace_id, campaign_id, person_id)
              where m.workspace_id = c.workspace_id and m.campaign_id = c.campaign_id) m
            where c.workspace_id = :workspace
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresCampaigns(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(Campaign campaign, List<Asked> people) {
        jdbc.sql("""
                insert into campaign (workspace_id, campaign_id, note, reminders, made_at, made_by, expires_at)
                values (:workspace, :id, :note, :reminders, :at, :by, :expires)
                """)
                .param("workspace", campaign.workspace().value())
                .param("id", campaign.id())
                .param("note", campaign.note())
                .param("reminders", campaign.reminders() == Campaign.Reminders.SENT)
                .param("at", utc(campaign.madeAt()))
                .param("by", campaign.madeBy())
                .param("expires", utc(campaign.expiresAt()))
                .update();
        batches.batchUpdate("""
                insert into campaign_person (workspace_id, campaign_id, person_id, address, token_hash)
                values (?, ?, ?, ?, ?)
                """, people, BATCH, (insert, person) -> {
            insert.setObject(1, campaign.workspace().value());
            insert.setObject(2, campaign.id());
            insert.setObject(3, person.id());
            insert.setString(4, person.address());
            insert.setBytes(5, OneTimeToken.hash(person.token()));
        });
        addMailboxes(campaign, people);
    }

    /** Those that running campaigns wait for. Until the transaction ends, nobody else in the workspace asks. */
    Set<MailboxId> askedAlready(WorkspaceId workspace, Instant now) {
        jdbc.sql("select workspace_id from workspace where workspace_id = :workspace for no key update")
                .param("workspace", workspace.value())
                .query(UUID.class)
                .list();
        return jdbc.sql("""
                select m.mailbox_id from campaign c join campaign_mailbox m using (workspace_id, campaign_id)
                where c.workspace_id = :workspace and c.state = 'running' and c.expires_at > :now and m.restored_at is null
                """)
                .param("workspace", workspace.value())
                .param("now", utc(now))
                .query((row, _) -> new MailboxId(row.getObject("mailbox_id", UUID.class)))
                .set();
    }

    private record Theirs(Asked person, Mailbox mailbox) {}

    private void addMailboxes(Campaign campaign, List<Asked> people) {
        List<Theirs> all = people.stream()
                .flatMap(person -> person.mailboxes().stream().map(mailbox -> new Theirs(person, mailbox)))
                .toList();
        batches.batchUpdate("""
                insert into campaign_mailbox (workspace_id, campaign_id, mailbox_id, person_id, address)
                values (?, ?, ?, ?, ?)
                """, all, BATCH, (insert, one) -> {
            insert.setObject(1, campaign.workspace().value());
            insert.setObject(2, campaign.id());
            insert.setObject(3, one.mailbox().id().value());
            insert.setObject(4, one.person().id());
            insert.setString(5, one.mailbox().address().value());
        });
    }

    /** @param before the campaign to go on behind; empty for the newest */
    record Newest(int limit, Optional<UUID> before) {}

    List<Campaign> list(WorkspaceId workspace, Instant now, Newest part) {
        return jdbc.sql(SELECT + """
                and (cast(:before as uuid) is null or (c.made_at, c.campaign_id) <
                  (select made_at, campaign_id from campaign where workspace_id = :workspace and campaign_id = :before))
                order by c.made_at desc, c.campaign_id desc limit :limit
                """)
                .param("workspace", workspace.value())
                .param("now", utc(now))
                .param("before", part.before().orElse(null))
                .param("limit", part.limit())
                .query(PostgresCampaigns::campaign)
                .list();
    }

    Optional<Campaign> find(WorkspaceId workspace, UUID campaign, Instant now) {
        return jdbc.sql(SELECT + "and c.campaign_id = :id")
                .param("workspace", workspace.value())
                .param("now", utc(now))
                .param("id", campaign)
                .query(PostgresCampaigns::campaign)
                .optional();
    }

    List<Campaign.Person> people(WorkspaceId workspace, UUID campaign, Campaigns.Part part) {
        return of("""
                select p.address, p.opened_at, p.told_at, count(m.mailbox_id) as mailboxes, count(m.restored_at) as restored
                from campaign_person p left join campaign_mailbox m using (workspace_id, campaign_id, person_id)
                where p.workspace_id = :workspace and p.campaign_id = :campaign
                group by p.person_id, p.address, p.opened_at, p.told_at
                having cast(:address as text) is null
                  or (count(m.restored_at) - count(m.mailbox_id), p.address) > (-cast(:left as integer), :address)
                order by count(m.restored_at) - count(m.mailbox_id), p.address limit :limit
                """, workspace, campaign)
                .param("address", part.behind().map(Place::address).orElse(null))
                .param("left", part.behind().map(Place::left).orElse(0))
                .param("limit", part.limit())
                .query(PostgresCampaigns::person)
                .list();
    }

    /** Who holds a link. */
    record Holder(WorkspaceId workspace, UUID campaign, UUID person) {}

    Optional<Holder> holder(byte[] tokenHash) {
        return jdbc.sql("select workspace_id, campaign_id, person_id from campaign_person where token_hash = :hash")
                .param("hash", tokenHash)
                .query((row, _) -> new Holder(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("campaign_id", UUID.class),
                        row.getObject("person_id", UUID.class)))
                .optional();
    }

    Optional<Campaign.Person> person(Holder holder) {
        return whose("""
                select p.address, p.opened_at, p.told_at, count(m.mailbox_id) as mailboxes, count(m.restored_at) as restored
                from campaign_person p left join campaign_mailbox m using (workspace_id, campaign_id, person_id)
                where p.workspace_id = :workspace and p.campaign_id = :campaign and p.person_id = :person
                group by p.person_id, p.address, p.opened_at, p.told_at
                """, holder).query(PostgresCampaigns::person).optional();
    }

    List<CampaignVisits.Listed> mailboxes(Holder holder, int limit) {
        return whose("""
                select mailbox_id, address, restored_at from campaign_mailbox
                where workspace_id = :workspace and campaign_id = :campaign and person_id = :person
                order by restored_at is not null, address limit :limit
                """, holder)
                .param("limit", limit)
                .query((row, _) -> new CampaignVisits.Listed(
                        new MailboxId(row.getObject("mailbox_id", UUID.class)),
                        row.getString("address"),
                        row.getObject("restored_at") == null
                                ? CampaignVisits.Standing.LOST
                                : CampaignVisits.Standing.RESTORED))
                .list();
    }

    boolean has(Holder holder, MailboxId mailbox) {
        return whose("""
                select exists (select from campaign_mailbox where workspace_id = :workspace and campaign_id = :campaign
                  and person_id = :person and mailbox_id = :mailbox and restored_at is null)
                """, holder)
                .param("mailbox", mailbox.value())
                .query(Boolean.class)
                .single();
    }

    void opened(Holder holder, Instant at) {
        whose("""
                update campaign_person set opened_at = :at
                where workspace_id = :workspace and campaign_id = :campaign and person_id = :person and opened_at is null
                """, holder).param("at", utc(at)).update();
    }

    void told(Holder holder, Instant at) {
        whose("""
                update campaign_person set told_at = :at
                where workspace_id = :workspace and campaign_id = :campaign and person_id = :person
                """, holder).param("at", utc(at)).update();
    }

    void cancel(WorkspaceId workspace, UUID campaign) {
        of("""
                update campaign set state = 'cancelled'
                where workspace_id = :workspace and campaign_id = :campaign and state = 'running'
                """, workspace, campaign).update();
    }

    private JdbcClient.StatementSpec whose(String sql, Holder holder) {
        return of(sql, holder.workspace(), holder.campaign()).param("person", holder.person());
    }

    private JdbcClient.StatementSpec of(String sql, WorkspaceId workspace, UUID campaign) {
        return jdbc.sql(sql).param("workspace", workspace.value()).param("campaign", campaign);
    }

    private static Campaign campaign(ResultSet row, int number) throws SQLException {
        return new Campaign(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("campaign_id", UUID.class),
                row.getBoolean("expired")
                        ? Campaign.State.EXPIRED
                        : Campaign.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("note"),
                row.getBoolean("reminders") ? Campaign.Reminders.SENT : Campaign.Reminders.NONE,
                time(row, "made_at").orElseThrow(),
                row.getString("made_by"),
                time(row, "expires_at").orElseThrow(),
                new Campaign.Progress(
                        row.getInt("total"), row.getInt("told"), row.getInt("restored"), row.getInt("people")));
    }

    private static Campaign.Person person(ResultSet row, int number) throws SQLException {
        return new Campaign.Person(
                row.getString("address"),
                row.getInt("mailboxes"),
                row.getInt("restored"),
                time(row, "opened_at"),
                time(row, "told_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
