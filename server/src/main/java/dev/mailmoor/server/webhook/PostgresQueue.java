package dev.mailmoor.server.webhook;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is to be delivered. Everything here takes part in the caller's transaction, and the caller holds the webhook's row:
 * so that nobody adds to a subject's deliveries while another looks which of them comes next.
 */
@Repository
class PostgresQueue {
    /** Longer than a delivery takes at most; what a dead process held is made by another within a minute. */
    static final Duration LEASE = Duration.ofSeconds(45);

    private final JdbcClient jdbc;

    PostgresQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A webhook whose row is held. */
    record Held(WorkspaceId workspace, UUID webhook, List<String> events, long lastPlace) {
        boolean wants(String type) {
            return events.isEmpty() || events.contains(type);
        }
    }

    /** @param place in the webhook's queue */
    record Queued(DeliveryKey key, long place, UUID event, String type, UUID subject, String body) {}

    /** Takes hold of those that are told of what happens in these workspaces. */
    List<Held> holdAll(Collection<WorkspaceId> workspaces) {
        return jdbc.sql("""
                select workspace_id, webhook_id, events, last_place from webhook
                where workspace_id = any(:workspaces) and enabled
                order by workspace_id, webhook_id for no key update
                """)
                .param(
                        "workspaces",
                        workspaces.stream().map(WorkspaceId::value).distinct().toArray(UUID[]::new))
                .query(PostgresQueue::held)
                .list();
    }

    Optional<Held> hold(WorkspaceId workspace, UUID webhook) {
        return jdbc.sql("""
                select workspace_id, webhook_id, events, last_place from webhook
                where workspace_id = :workspace and webhook_id = :webhook for no key update
                """)
                .param("workspace", workspace.value())
                .param("webhook", webhook)
                .query(PostgresQueue::held)
                .optional();
    }

    void add(Collection<Queued> deliveries, Instant at) {
        List<Queued> all = List.copyOf(deliveries);
        if (all.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into webhook_delivery (workspace_id, webhook_id, delivery_id, place, event_id, type, subject_id, body,
                  state, created_at, give_up_at)
                select workspace_id, webhook_id, delivery_id, place, event_id, type, subject_id, body, 'queued', :at, :giveUp
                from unnest(:workspaces, :webhooks, :deliveries, :places, :events, :types, :subjects, :bodies)
                  as q (workspace_id, webhook_id, delivery_id, place, event_id, type, subject_id, body)
                on conflict (workspace_id, webhook_id, event_id) do nothing
                """)
                .param("at", utc(at))
                .param("giveUp", utc(at.plus(RetryPace.GIVE_UP)))
                .param(
                        "workspaces",
                        ids(all.stream().map(one -> one.key().workspace().value())))
                .param("webhooks", ids(all.stream().map(one -> one.key().webhook())))
                .param("deliveries", ids(all.stream().map(one -> one.key().delivery())))
                .param("places", all.stream().map(Queued::place).toArray(Long[]::new))
                .param("events", ids(all.stream().map(Queued::event)))
                .param("types", all.stream().map(Queued::type).toArray(String[]::new))
                .param("subjects", ids(all.stream().map(Queued::subject)))
                .param("bodies", all.stream().map(Queued::body).toArray(String[]::new))
                .update();
    }

    void placesGiven(Collection<Held> webhooks, List<Long> lastPlaces) {
        jdbc.sql("""
                update webhook w set last_place = n.place from unnest(:workspaces, :webhooks, :places)
                  as n (workspace_id, webhook_id, place)
                where w.workspace_id = n.workspace_id and w.webhook_id = n.webhook_id
                """)
                .param(
                        "workspaces",
                        ids(webhooks.stream().map(one -> one.workspace().value())))
                .param("webhooks", ids(webhooks.stream().map(Held::webhook)))
                .param("places", lastPlaces.toArray(Long[]::new))
                .update();
    }

    /** The first open delivery of each subject becomes due, unless it is waiting already. */
    void promote(WorkspaceId workspace, UUID webhook, Collection<UUID> subjects, Instant at) {
        jdbc.sql("""
                update webhook_delivery d set state = 'waiting', next_at = :at
                from (select distinct on (subject_id) delivery_id, state from webhook_delivery
                      where workspace_id = :workspace and webhook_id = :webhook and subject_id = any(:subjects)
                        and state in ('queued', 'waiting')
                      order by subject_id, place) as first
                where d.workspace_id = :workspace and d.webhook_id = :webhook and d.delivery_id = first.delivery_id
                  and first.state = 'queued'
                """)
                .param("at", utc(at))
                .param("workspace", workspace.value())
                .param("webhook", webhook)
                .param("subjects", ids(subjects.stream().distinct()))
                .update();
    }

    /** Takes hold of webhooks that have something due, leaving those that others hold. In no order, so that none starves. */
    List<Held> holdDue(Instant now, int limit) {
        return jdbc.sql("""
                select workspace_id, webhook_id, events, last_place from webhook w
                where enabled and (held_until is null or held_until <= :now)
                  and exists (select from webhook_delivery d
                    where d.workspace_id = w.workspace_id and d.webhook_id = w.webhook_id and d.state = 'waiting'
                      and d.next_at <= :now)
                  and (select count(*) from webhook_delivery d
                    where d.workspace_id = w.workspace_id and d.webhook_id = w.webhook_id and d.claim is not null
                      and d.next_at > :now) < case when w.failures = 0 then :most else 1 end
                order by random() limit :limit for no key update skip locked
                """)
                .param("now", utc(now))
                .param("most", MOST_UNDER_WAY)
                .param("limit", limit)
                .query(PostgresQueue::held)
                .list();
    }

    /** Deliveries of one webhook that may be under way at once, over all processes; one while it fails. */
    static final int MOST_UNDER_WAY = 4;

    List<Claim> claim(Held webhook, Instant now) {
        return jdbc.sql("""
                with free as (
                  select case when w.failures = 0 then :most else 1 end - (select count(*) from webhook_delivery u
                    where u.workspace_id = w.workspace_id and u.webhook_id = w.webhook_id and u.claim is not null
                      and u.next_at > :now) as places
                  from webhook w where w.workspace_id = :workspace and w.webhook_id = :webhook
                ), due as (
                  select delivery_id from webhook_delivery
                  where workspace_id = :workspace and webhook_id = :webhook and state = 'waiting' and next_at <= :now
                  order by next_at limit greatest(0, (select places from free))
                )
                update webhook_delivery d set claim = :token, next_at = :lease
                from due, webhook w
                where d.workspace_id = :workspace and d.webhook_id = :webhook and d.delivery_id = due.delivery_id
                  and w.workspace_id = :workspace and w.webhook_id = :webhook
                returning d.workspace_id, d.webhook_id, d.delivery_id, d.claim, w.url, d.event_id, d.subject_id, d.body,
                  d.attempts, d.give_up_at, case when w.old_secret_until > :now
                    then array[w.secret_version, w.secret_version - 1] else array[w.secret_version] end as secrets
                """)
                .param("now", utc(now))
                .param("most", MOST_UNDER_WAY)
                .param("workspace", webhook.workspace().value())
                .param("webhook", webhook.webhook())
                .param("token", UUID.randomUUID())
                .param("lease", utc(now.plus(LEASE)))
                .query(PostgresQueue::claimed)
                .list();
    }

    static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("webhook_id", UUID.class),
                List.of((String[]) row.getArray("events").getArray()),
                row.getLong("last_place"));
    }

    private static Claim claimed(ResultSet row, int number) throws SQLException {
        Array secrets = row.getArray("secrets");
        return new Claim(
                new DeliveryKey(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("webhook_id", UUID.class),
                        row.getObject("delivery_id", UUID.class)),
                row.getObject("claim", UUID.class),
                row.getString("url"),
                row.getObject("event_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("body"),
                row.getInt("attempts"),
                row.getObject("give_up_at", OffsetDateTime.class).toInstant(),
                Arrays.asList((Long[]) secrets.getArray()));
    }

    private static UUID[] ids(Stream<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
