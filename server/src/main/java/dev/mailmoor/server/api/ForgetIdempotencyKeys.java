package dev.mailmoor.server.api;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets idempotency keys and their answers after a day. */
@Configuration(proxyBeanMethods = false)
class ForgetIdempotencyKeys {
    @Bean
    RecurringTask<Void> forgetOldIdempotencyKeys(PostgresIdempotency idempotency) {
        return Tasks.recurring("forget-idempotency-keys", FixedDelay.ofHours(1))
                .execute((_, _) -> idempotency.forgetOld());
    }
}
