package dev.mailmoor.server.notify;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets mails 90 days after they went, in small bites. */
@Configuration(proxyBeanMethods = false)
class ForgetOldNotices {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int BITE = 1_000;

    @Bean
    RecurringTask<Void> forgetNotices(PostgresOutbox outbox, Clock clock) {
        return Tasks.recurring("forget-notices", FixedDelay.ofHours(6)).execute((_, _) -> {
            int forgotten = BITE;
            while (forgotten == BITE) {
                forgotten = outbox.forget(clock.instant().minus(KEPT), BITE);
            }
        });
    }
}
