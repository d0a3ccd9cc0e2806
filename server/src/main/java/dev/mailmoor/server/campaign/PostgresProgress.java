package dev.mailmoor.server.campaign;

import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How campaigns go on: mailboxes that came back, reminders that are due, and the end. */
@Repository
class PostgresProgress {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresProgress(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @param when each mailbox came back; campaigns that are younger than that wait on for it */
    void restored(WorkspaceId workspace, Map<MailboxId, Instant> when) {
        batches.batchUpdate("""
                update campaign_mailbox m set restored_at = ? from campaign c
                where m.workspace_id = ? and m.mailbox_id = ? and m.restored_at is null
                  and c.workspace_id = m.workspace_id and c.campaign_id = m.campaign_id and c.made_at <= ?
                """, when.entrySet(), BATCH, (update, one) -> {
            update.setObject(1, PostgresCampaigns.utc(one.getValue()));
            update.setObject(2, workspace.value());
            update.setObject(3, one.getKey().value());
            update.setObject(4, PostgresCampaigns.utc(one.getValue()));
        });
    }

    /** Ends those with nothing left to do, and tells which. */
    List<UUID> finish(WorkspaceId workspace) {
        return jdbc.sql("""
                update campaign c set state = 'done' where workspace_id = :workspace and state = 'running'
                  and not exists (select from campaign_mailbox m where m.workspace_id = c.workspace_id
                    and m.campaign_id = c.campaign_id and m.restored_at is null)
                returning campaign_id
                """)
                .param("workspace", workspace.value())
                .query((row, _) -> row.getObject("campaign_id", UUID.class))
                .list();
    }

    /** @param reminder which one; 0 for the first mail */
    record Due(Holder holder, String address, int reminder) {}

    /**
     * Notes down that these are reminded now, so that no other process does it too. The second one goes while there is time
     * left to act.
     *
     * @param reminder 1 or 2
     */
    List<Due> remind(Instant now, int reminder, int limit) {
        return jdbc.sql("""
                with due as (
                  select p.workspace_id, p.campaign_id, p.person_id
                  from campaign c join campaign_person p using (workspace_id, campaign_id)
                  where c.state = 'running' and c.reminders and c.expires_at > :now
                    and c.made_at + interval '1 day' <= :now
                    and (:number = 1 or c.made_at + interval '3 days' <= :now
                      or c.expires_at - interval '12 hours' <= :now)
                    and p.reminded < :number and exists (select from campaign_mailbox m
                      where m.workspace_id = p.workspace_id and m.campaign_id = p.campaign_id
                        and m.person_id = p.person_id and m.restored_at is null)
                  limit :limit for update of p skip locked
                )
                update campaign_person p set reminded = :number from due
                where p.workspace_id = due.workspace_id and p.campaign_id = due.campaign_id and p.person_id = due.person_id
                returning p.workspace_id, p.campaign_id, p.person_id, p.address
                """)
                .param("now", PostgresCampaigns.utc(now))
                .param("number", reminder)
                .param("limit", limit)
                .query((row, _) -> new Due(
                        new Holder(
                                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                                row.getObject("campaign_id", UUID.class),
                                row.getObject("person_id", UUID.class)),
                        row.getString("address"),
                        reminder))
                .list();
    }

    /** Forgets people of campaigns whose links ended before, and the campaigns that have none any more. */
    List<Holder> forget(Instant expiredBefore, int limit) {
        List<Holder> people = jdbc.sql("""
                with gone as (
                  select p.workspace_id, p.campaign_id, p.person_id
                  from campaign c join campaign_person p using (workspace_id, campaign_id) where c.expires_at < :before
                  limit :limit
                )
                delete from campaign_person p using gone
                where p.workspace_id = gone.workspace_id and p.campaign_id = gone.campaign_id and p.person_id = gone.person_id
                returning p.workspace_id, p.campaign_id, p.person_id
                """)
                .param("before", PostgresCampaigns.utc(expiredBefore))
                .param("limit", limit)
                .query((row, _) -> new Holder(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("campaign_id", UUID.class),
                        row.getObject("person_id", UUID.class)))
                .list();
        jdbc.sql("""
                delete from campaign c where expires_at < :before and not exists (select from campaign_person p
                  where p.workspace_id = c.workspace_id and p.campaign_id = c.campaign_id)
                """).param("before", PostgresCampaigns.utc(expiredBefore)).update();
        return people;
    }
}
