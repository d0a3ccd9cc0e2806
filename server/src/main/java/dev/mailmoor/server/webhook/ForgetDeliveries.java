package dev.mailmoor.server.webhook;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets deliveries after 30 days, and secrets that do not sign any more. Running it twice does no harm. */
@Configuration(proxyBeanMethods = false)
class ForgetDeliveries {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofMinutes(30);
    private static final int BITE = 2_000;

    private final PostgresDeliveries deliveries;
    private final PostgresWebhooks webhooks;
    private final SigningSecrets secrets;
    private final PostgresQueue queue;
    private final TransactionTemplate transaction;

    ForgetDeliveries(
            PostgresDeliveries deliveries,
            PostgresWebhooks webhooks,
            SigningSecrets secrets,
            PostgresQueue queue,
            TransactionTemplate transaction) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.queue = queue;
        this.transaction = transaction;
    }

    @Bean
    RecurringTask<Void> forgettingDeliveries(Clock clock) {
        return Tasks.recurring("forget-webhook-deliveries", FixedDelay.of(PAUSE))
                .execute((_, _) -> forget(clock));
    }

    void forget(Clock clock) {
        int forgotten = BITE;
        while (forgotten == BITE) {
            forgotten = deliveries.forget(clock.instant().minus(KEPT), BITE);
        }
        transaction.executeWithoutResult(_ -> forgetStale(clock.instant()));
        transaction.executeWithoutResult(_ -> webhooks.retireSecrets(clock.instant())
                .forEach(old -> secrets.forgetVersion(old.workspace(), old.webhook(), old.version())));
    }

    private void forgetStale(Instant now) {
        Instant age = now.minus(KEPT);
        deliveries
                .holdStale(age)
                .forEach(webhook -> queue.promote(
                        webhook.workspace(), webhook.webhook(), deliveries.forgetStale(webhook, age), now));
    }
}
