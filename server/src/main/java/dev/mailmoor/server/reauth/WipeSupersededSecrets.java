package dev.mailmoor.server.reauth;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets secrets that were replaced longer ago than they can be put back. Running it twice does no harm. */
@Configuration(proxyBeanMethods = false)
class WipeSupersededSecrets {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int BATCH = 500;

    private final Mailboxes mailboxes;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WipeSupersededSecrets(Mailboxes mailboxes, Vault vault, TransactionTemplate transaction, Clock clock) {
        this.mailboxes = mailboxes;
        this.vault = vault;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> wipingSupersededSecrets() {
        return Tasks.recurring("wipe-superseded-secrets", FixedDelay.of(PAUSE)).execute((instance, context) -> wipe());
    }

    /** @return how many credential versions were forgotten */
    int wipe() {
        Instant moment = clock.instant().minus(RollBackCredential.KEPT);
        int wiped = 0;
        int batch;
        do {
            batch = transaction.execute(status -> wipeBatch(moment));
            wiped += batch;
        } while (batch == BATCH);
        return wiped;
    }

    private int wipeBatch(Instant moment) {
        List<CredentialKey> forgotten = mailboxes.forgetSuperseded(moment, BATCH);
        for (CredentialKey key : forgotten) {
            vault.forgetVersion(key.workspace(), key.mailbox().value(), key.version());
        }
        return forgotten.size();
    }
}
