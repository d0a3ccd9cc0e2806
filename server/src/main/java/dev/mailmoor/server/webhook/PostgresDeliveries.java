package dev.mailmoor.server.webhook;

import dev.mailmoor.server.webhook.Deliveries.Position;
import dev.mailmoor.server.webhook.Deliveries.Wanted;
import dev.mailmoor.server.webhook.Deliveries.Which;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries as people look at them and ask for them again. */
@Repository
class PostgresDeliveries {
    private static final Position NEWEST = new Position(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final JdbcClient jdbc;

    PostgresDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Delivery> newest(WorkspaceId workspace, UUID webhook, Wanted wanted) {
        Position from = wanted.before().orElse(NEWEST);
        return of("""
                select * from webhook_delivery where workspace_id = :workspace and webhook_id = :webhook
                  and (created_at, delivery_id) < (:at, :id) and (cast(:state as text) is null or state = :state)
                order by created_at desc, delivery_id desc limit :limit
                """, workspace, webhook)
                .param("at", PostgresQueue.utc(from.at()))
                .param("id", from.id())
                .param("state", wanted.state().map(Delivery.State::word).orElse(null))
                .param("limit", wanted.limit())
                .query(PostgresDeliveries::delivery)
                .list();
    }

    Optional<Delivery> find(DeliveryKey key) {
        return of("""
                select * from webhook_delivery
                where workspace_id = :workspace and webhook_id = :webhook and delivery_id = :delivery
                """, key.workspace(), key.webhook())
                .param("delivery", key.delivery())
                .query(PostgresDeliveries::delivery)
                .optional();
    }

    /** Tries go out by the claim that is set here, whether the webhook is on or off. */
    void addClaimed(PostgresQueue.Queued test, UUID token, Instant now) {
        of("""
                insert into webhook_delivery (workspace_id, webhook_id, delivery_id, place, event_id, type, subject_id, body,
                  state, created_at, give_up_at, claim, next_at)
                values (:workspace, :webhook, :delivery, :place, :event, :type, :subject, :body, 'waiting', :now, :now, :token,
                  :lease)
                """, test.key().workspace(), test.key().webhook())
                .param("delivery", test.key().delivery())
                .param("place", test.place())
                .param("event", test.event())
                .param("type", test.type())
                .param("subject", test.subject())
                .param("body", test.body())
                .param("now", PostgresQueue.utc(now))
                .param("token", token)
                .param("lease", PostgresQueue.utc(now.plus(PostgresQueue.LEASE)))
                .update();
    }

    /** Puts what is over behind all that waits, in its old order; the subjects that now have something queued. */
    List<UUID> queueAgain(PostgresQueue.Held webhook, Again again) {
        return of("""
                with over as (
                  select delivery_id, row_number() over (order by place) as n from webhook_delivery
                  where workspace_id = :workspace and webhook_id = :webhook
                    and (state = 'failed' or (:all and state = 'delivered')) and type <> :test
                    and created_at >= :since and (cast(:only as uuid) is null or delivery_id = :only)
                  order by place limit :limit
                )
                update webhook_delivery d set state = 'queued', place = :last + over.n, attempts = 0, give_up_at = :giveUp
                from over
                where d.workspace_id = :workspace and d.webhook_id = :webhook and d.delivery_id = over.delivery_id
                returning d.subject_id
                """, webhook.workspace(), webhook.webhook())
                .param("all", again.which() == Which.ALL)
                .param("test", EventTypes.TEST)
                .param("since", PostgresQueue.utc(again.since()))
                .param("only", again.only().orElse(null))
                .param("limit", again.limit())
                .param("last", webhook.lastPlace())
                .param("giveUp", PostgresQueue.utc(again.now().plus(RetryPace.GIVE_UP)))
                .query((row, _) -> row.getObject("subject_id", UUID.class))
                .list();
    }

    /** @param only this one; empty for all */
    record Again(Instant since, Which which, Optional<UUID> only, int limit, Instant now) {}

    /** Forgets at most {@code limit} that are over and were queued before {@code age}; returns how many. */
    int forget(Instant age, int limit) {
        return jdbc.sql("""
                delete from webhook_delivery where (workspace_id, webhook_id, delivery_id) in
                  (select workspace_id, webhook_id, delivery_id from webhook_delivery
                   where created_at < :age and state in ('delivered', 'failed') order by created_at limit :limit)
                """)
                .param("age", PostgresQueue.utc(age))
                .param("limit", limit)
                .update();
    }

    /** Webhooks that were off for so long that what waits for them is of no use any more. */
    List<PostgresQueue.Held> holdStale(Instant age) {
        return jdbc.sql("""
                select workspace_id, webhook_id, events, last_place from webhook w
                where not enabled and exists (select from webhook_delivery d where d.workspace_id = w.workspace_id
                  and d.webhook_id = w.webhook_id and d.state in ('queued', 'waiting') and d.give_up_at < :age)
                order by workspace_id, webhook_id for no key update
                """)
                .param("age", PostgresQueue.utc(age))
                .query(PostgresQueue::held)
                .list();
    }

    /** Forgets what waited too long; the subjects that it was of. */
    List<UUID> forgetStale(PostgresQueue.Held webhook, Instant age) {
        return of("""
                delete from webhook_delivery where workspace_id = :workspace and webhook_id = :webhook
                  and state in ('queued', 'waiting') and give_up_at < :age returning subject_id
                """, webhook.workspace(), webhook.webhook())
                .param("age", PostgresQueue.utc(age))
                .query((row, _) -> row.getObject("subject_id", UUID.class))
                .list();
    }

    private JdbcClient.StatementSpec of(String sql, WorkspaceId workspace, UUID webhook) {
        return jdbc.sql(sql).param("workspace", workspace.value()).param("webhook", webhook);
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        boolean underWay = row.getObject("claim") != null;
        return new Delivery(
                row.getObject("delivery_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                Delivery.State.of(row.getString("state")),
                PostgresWebhooks.time(row, "created_at").orElseThrow(),
                row.getInt("attempts"),
                underWay ? Optional.empty() : PostgresWebhooks.time(row, "next_at"),
                lastTry(row));
    }

    private static Optional<Delivery.LastTry> lastTry(ResultSet row) throws SQLException {
        Optional<Instant> at = PostgresWebhooks.time(row, "tried_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Delivery.LastTry(
                at.get(),
                Duration.ofMillis(row.getLong("took_millis")),
                Optional.ofNullable(row.getObject("response_status", Integer.class)),
                row.getString("response"),
                row.getString("failure")));
    }
}
