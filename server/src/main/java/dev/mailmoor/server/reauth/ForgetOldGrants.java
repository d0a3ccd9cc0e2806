package dev.mailmoor.server.reauth;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets grants that were begun and never came to an end. Running it twice does no harm. */
@Configuration(proxyBeanMethods = false)
class ForgetOldGrants {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final PostgresGrantStarts starts;
    private final Clock clock;

    ForgetOldGrants(PostgresGrantStarts starts, Clock clock) {
        this.starts = starts;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> forgettingOldGrants() {
        return Tasks.recurring("forget-old-grants", FixedDelay.of(PAUSE))
                .execute((instance, context) -> starts.forget(clock.instant()));
    }
}
