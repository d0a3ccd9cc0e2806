package dev.mailmoor.server.reauth;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets links a month after they would have expired: until then they say why they do not work any more. */
@Configuration(proxyBeanMethods = false)
class ForgetOldLinks {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final PostgresReauthLinks links;
    private final Clock clock;

    ForgetOldLinks(PostgresReauthLinks links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> forgettingOldLinks() {
        return Tasks.recurring("forget-old-reauth-links", FixedDelay.of(PAUSE))
                .execute((instance, context) -> forget());
    }

    /** @return how many were forgotten */
    int forget() {
        return links.forget(clock.instant().minus(KEPT));
    }
}
