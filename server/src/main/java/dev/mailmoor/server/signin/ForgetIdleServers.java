package dev.mailmoor.server.signin;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets the budgets of servers that nobody signs in to any more: who may test may make up any number of them. */
@Configuration(proxyBeanMethods = false)
class ForgetIdleServers {
    private static final Duration IDLE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetIdleServers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> forgettingIdleServers() {
        return Tasks.recurring("forget-idle-servers", FixedDelay.of(IDLE)).execute((instance, context) -> forget());
    }

    void forget() {
        jdbc.sql("delete from login_budget where next_free_at < :idle")
                .param("idle", clock.instant().minus(IDLE).atOffset(ZoneOffset.UTC))
                .update();
    }
}
