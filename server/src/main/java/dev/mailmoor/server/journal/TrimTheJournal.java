package dev.mailmoor.server.journal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets events after 30 days, in small bites. Timelines stay. */
@Configuration(proxyBeanMethods = false)
class TrimTheJournal {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BITE = 5_000;

    @Bean
    RecurringTask<Void> trimJournal(JournalRows rows, Clock clock) {
        return Tasks.recurring("trim-journal", FixedDelay.ofHours(6)).execute((_, _) -> forgetOld(rows, clock));
    }

    static void forgetOld(JournalRows rows, Clock clock) {
        int forgotten = BITE;
        while (forgotten == BITE) {
            forgotten = rows.forgetOlderThan(clock.instant().minus(KEPT), BITE);
        }
    }
}
