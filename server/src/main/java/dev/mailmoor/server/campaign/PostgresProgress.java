package dev.mailmoor.server.campaign;

import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How campaigns go on: mailboxes that came back, reminders that are due, and the end. */
@Repository
class PostgresProgress {
    private final JdbcClient jdbc;

    PostgresProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void restored(WorkspaceId workspace, UUID mailbox, Instant at) {
        jdbc.sql("""
                update campaign_mailbox m set restored_at = :at from campaign c
                where m.workspace_id = :workspace and m.mailbox_id = :mailbox and m.restored_at is null
                  and c.workspace_id = m.workspace_id and c.campaign_id = m.campaign_id and c.made_at <= :at
                """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox)
                .param("at", PostgresCampaigns.utc(at))
                .update();
        finish(workspace);
    }

    /** Ends those with nothing left to do. */
    void finish(WorkspaceId workspace) {
        jdbc.sql("""
                update campaign c set state = 'done' where workspace_id = :workspace and state = 'running'
                  and not exists (select from campaign_mailbox m where m.workspace_id = c.workspace_id
                    and m.campaign_id = c.campaign_id and m.restored_at is null)
                """).param("workspace", workspace.value()).update();
    }

    /** @param days after how many */
    record Due(Holder holder, String address, int days) {}

    /** Notes down that these are reminded now, so that no other process does it too. */
    List<Due> remind(Instant now, int number, int days, int limit) {
        return jdbc.sql("""
                with due as (
                  select p.workspace_id, p.campaign_id, p.person_id
                  from campaign c join campaign_person p using (workspace_id, campaign_id)
                  where c.state = 'running' and c.reminders and c.expires_at > :now and c.made_at <= :since
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
                .param("since", PostgresCampaigns.utc(now.minus(java.time.Duration.ofDays(days))))
                .param("number", number)
                .param("limit", limit)
                .query((row, _) -> new Due(
                        new Holder(
                                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                                row.getObject("campaign_id", UUID.class),
                                row.getObject("person_id", UUID.class)),
                        row.getString("address"),
                        days))
                .list();
    }

    /** Forgets campaigns whose links ended before; their people. */
    List<Holder> forget(Instant expiredBefore) {
        List<Holder> people = jdbc.sql("""
                select p.workspace_id, p.campaign_id, p.person_id
                from campaign c join campaign_person p using (workspace_id, campaign_id) where c.expires_at < :before
                limit 5000
                """)
                .param("before", PostgresCampaigns.utc(expiredBefore))
                .query((row, _) -> new Holder(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("campaign_id", UUID.class),
                        row.getObject("person_id", UUID.class)))
                .list();
        people.forEach(person -> jdbc.sql("""
                        delete from campaign_person
                        where workspace_id = :workspace and campaign_id = :campaign and person_id = :person
                        """)
                .param("workspace", person.workspace().value())
                .param("campaign", person.campaign())
                .param("person", person.person())
                .update());
        jdbc.sql("""
                delete from campaign c where expires_at < :before and not exists (select from campaign_person p
                  where p.workspace_id = c.workspace_id and p.campaign_id = c.campaign_id)
                """).param("before", PostgresCampaigns.utc(expiredBefore)).update();
        return people;
    }
}
