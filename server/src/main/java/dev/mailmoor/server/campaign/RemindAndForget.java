package dev.mailmoor.server.campaign;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.mailmoor.server.campaign.PostgresProgress.Due;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds those who have not acted, and forgets campaigns three months after their links ended. */
@Configuration(proxyBeanMethods = false)
class RemindAndForget {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int REMINDERS = 2;
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
        for (int reminder = REMINDERS; reminder >= 1; reminder--) {
            int nth = reminder;
            whileFull(() -> remind(now, nth));
        }
    }

    private int remind(Instant now, int reminder) {
        List<Due> due = progress.remind(now, reminder, BITE);
        due.stream()
                .collect(Collectors.groupingBy(
                        one -> new Asking(one.holder().workspace(), one.holder().campaign())))
                .forEach((asking, people) -> post.put(asking.workspace(), asking.campaign(), people));
        return due.size();
    }

    private record Asking(WorkspaceId workspace, UUID campaign) {}

    void forget(Instant now) {
        whileFull(() -> {
            List<PostgresCampaigns.Holder> people = progress.forget(now.minus(KEPT), BITE);
            people.forEach(links::forget);
            return people.size();
        });
    }

    private void whileFull(IntSupplier bite) {
        int taken = BITE;
        while (taken == BITE) {
            Integer many = transaction.execute(_ -> bite.getAsInt());
            taken = many == null ? 0 : many;
        }
    }
}
