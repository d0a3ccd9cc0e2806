package dev.mailmoor.server.campaign;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds those who have not acted, and forgets campaigns three months after their links ended. */
@Configuration(proxyBeanMethods = false)
class RemindAndForget {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final List<Integer> DAYS = List.of(1, 3);
    private static final int BITE = 500;

    private final PostgresProgress progress;
    private final CampaignPost post;
    private final PersonalLinks links;
    private final TransactionTemplate transaction;

    RemindAndForget(
            PostgresProgress progress, CampaignPost post, PersonalLinks links, TransactionTemplate transaction) {
        this.progress = progress;
        this.post = post;
        this.links = links;
        this.transaction = transaction;
    }

    @Bean
    RecurringTask<Void> remindingCampaigns(Clock clock) {
        return Tasks.recurring("campaign-reminders", FixedDelay.of(PAUSE)).execute((_, _) -> {
            remind(clock.instant());
            forget(clock.instant());
        });
    }

    /** The last first: whoever missed one gets one mail, not two. */
    void remind(Instant now) {
        for (int number = DAYS.size(); number >= 1; number--) {
            int nth = number;
            int reminded = BITE;
            while (reminded == BITE) {
                Integer many = transaction.execute(_ -> remind(now, nth));
                reminded = many == null ? 0 : many;
            }
        }
    }

    private int remind(Instant now, int number) {
        List<PostgresProgress.Due> due = progress.remind(now, number, DAYS.get(number - 1), BITE);
        due.forEach(one -> post.put(one.holder().workspace(), one.holder().campaign(), List.of(one)));
        return due.size();
    }

    void forget(Instant now) {
        transaction.executeWithoutResult(_ -> progress.forget(now.minus(KEPT)).forEach(links::forget));
    }
}
