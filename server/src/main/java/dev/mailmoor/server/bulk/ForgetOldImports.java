package dev.mailmoor.server.bulk;

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

/** Wipes drafts that nobody started, and forgets reports after a month. Running it twice does no harm. */
@Configuration(proxyBeanMethods = false)
class ForgetOldImports {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration REPORTS = Duration.ofDays(30);
    private static final int BATCH = 20;

    private final PostgresImports imports;
    private final SealedRows sealed;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ForgetOldImports(PostgresImports imports, SealedRows sealed, Clock clock, TransactionTemplate transaction) {
        this.imports = imports;
        this.sealed = sealed;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Bean
    RecurringTask<Void> forgettingOldImports() {
        return Tasks.recurring("forget-old-imports", FixedDelay.of(PAUSE)).execute((instance, context) -> forget());
    }

    void forget() {
        List<ImportRun> old = imports.outdated(reportsBefore(), BATCH);
        while (!old.isEmpty()) {
            old.forEach(this::forget);
            old = imports.outdated(reportsBefore(), BATCH);
        }
    }

    private Instant reportsBefore() {
        return clock.instant().minus(REPORTS);
    }

    /** Unless somebody started it since it was found. */
    void forget(ImportRun run) {
        transaction.executeWithoutResult(_ -> {
            if (imports.lockOutdated(run, reportsBefore())) {
                sealed.wipe(run.workspace(), run.id());
                imports.forget(run.workspace(), run.id());
            }
        });
    }
}
