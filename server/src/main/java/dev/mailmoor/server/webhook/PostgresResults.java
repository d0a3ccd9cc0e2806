package dev.mailmoor.server.webhook;

import dev.mailmoor.server.webhook.Result.Attempt;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what came of deliveries. The caller holds the webhook's row. */
@Repository
class PostgresResults {
    private final JdbcClient jdbc;

    PostgresResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param next empty when it is over */
    record Outcome(Delivery.State state, Optional<Instant> next, String failure) {}

    /** False when the claim is not valid any more: then somebody else makes it, and nothing was written. */
    boolean write(Claim claim, Attempt attempt, Outcome outcome) {
        return jdbc.sql("""
                        update webhook_delivery set state = :state, next_at = :next, claim = null, attempts = attempts + 1,
                          tried_at = :tried, took_millis = :took, response_status = :status, response = :response,
                          failure = :failure
                        where workspace_id = :workspace and webhook_id = :webhook and delivery_id = :delivery
                          and claim = :token
                        """)
                        .param("state", outcome.state().word())
                        .param("next", outcome.next().map(PostgresQueue::utc).orElse(null))
                        .param("tried", PostgresQueue.utc(attempt.at()))
                        .param("took", attempt.took().toMillis())
                        .param("status", attempt.status().orElse(null))
                        .param("response", attempt.response())
                        .param("failure", outcome.failure())
                        .param("workspace", claim.key().workspace().value())
                        .param("webhook", claim.key().webhook())
                        .param("delivery", claim.key().delivery())
                        .param("token", claim.token())
                        .update()
                == 1;
    }

    /** Nothing failed any more: what waited for a better time is due at once. */
    void healthy(DeliveryKey key, Instant at) {
        webhook("""
                update webhook_delivery d set next_at = :at
                from webhook w
                where w.workspace_id = :workspace and w.webhook_id = :webhook and w.held_until is not null
                  and d.workspace_id = w.workspace_id and d.webhook_id = w.webhook_id and d.state = 'waiting'
                  and d.claim is null and d.next_at > :at
                """, key).param("at", PostgresQueue.utc(at)).update();
        webhook("""
                update webhook set failures = 0, failing_since = null, last_failure = '', held_until = null, delivered_at = :at
                where workspace_id = :workspace and webhook_id = :webhook
                """, key).param("at", PostgresQueue.utc(at)).update();
    }

    int failures(DeliveryKey key) {
        return webhook("select failures from webhook where workspace_id = :workspace and webhook_id = :webhook", key)
                .query(Integer.class)
                .single();
    }

    void failing(DeliveryKey key, String why, Instant at, Optional<Instant> heldUntil) {
        webhook("""
                update webhook set failures = failures + 1, failing_since = coalesce(failing_since, :at), last_failure = :why,
                  held_until = greatest(held_until, cast(:held as timestamptz))
                where workspace_id = :workspace and webhook_id = :webhook
                """, key)
                .param("at", PostgresQueue.utc(at))
                .param("why", why)
                .param("held", heldUntil.map(PostgresQueue::utc).orElse(null))
                .update();
    }

    /** Its URL when it was on until now. */
    Optional<String> disable(DeliveryKey key, String why) {
        return webhook("""
                update webhook set enabled = false, disabled_why = :why
                where workspace_id = :workspace and webhook_id = :webhook and enabled returning url
                """, key).param("why", why).query(String.class).optional();
    }

    private JdbcClient.StatementSpec webhook(String sql, DeliveryKey key) {
        return jdbc.sql(sql).param("workspace", key.workspace().value()).param("webhook", key.webhook());
    }
}
