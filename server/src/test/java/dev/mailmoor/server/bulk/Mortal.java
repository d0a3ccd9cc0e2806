package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import dev.mailmoor.server.reauth.Intent;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.workspace.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** A process that writes no more once it has saved its first mailboxes; when it wakes up, others have taken over. */
final class Mortal {
    private static final int WRITERS = 2;

    private final AtomicBoolean saved = new AtomicBoolean();
    private final CountDownLatch dead = new CountDownLatch(WRITERS);
    private final CountDownLatch awake = new CountDownLatch(1);
    private final ImportWorkshop workshop;

    Mortal(ImportWorkshop healthy) {
        workshop = new ImportWorkshop(
                new Noticing(healthy.connections()),
                healthy.judging(),
                healthy.sealed(),
                healthy.chunks(),
                healthy.outcomes(),
                healthy.stops(),
                healthy.claims(),
                healthy.finish(),
                new Transactions(healthy.transaction()),
                healthy.clock());
    }

    void work(Claim claim) {
        try {
            new CarryOut(workshop, claim).work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean dies(Duration within) throws InterruptedException {
        return dead.await(within.toSeconds(), TimeUnit.SECONDS);
    }

    void wakesUp() {
        awake.countDown();
    }

    private final class Transactions extends TransactionTemplate {
        private static final long serialVersionUID = 1;

        Transactions(TransactionTemplate healthy) {
            super(Objects.requireNonNull(healthy.getTransactionManager()));
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            if (saved.get()) {
                dead.countDown();
                try {
                    awake.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.execute(action);
        }
    }

    private final class Noticing extends NoConnections {
        private final ManyConnections real;

        Noticing(ManyConnections real) {
            this.real = real;
        }

        @Override
        public List<Intent> read(Access access, List<MailboxDraft> drafts, Blanks blanks) {
            return real.read(access, drafts, blanks);
        }

        @Override
        public List<Instant> reserve(List<String> servers, int logins, Duration horizon, double atLeastPerSecond) {
            return real.reserve(servers, logins, horizon, atLeastPerSecond);
        }

        @Override
        public List<Saving> save(Access access, List<Proved> proved, String origin) {
            saved.set(true);
            return real.save(access, proved, origin);
        }
    }
}
