package dev.mailmoor.server.webhook;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps deliveries going while the service runs, and waits while the database is away. */
@Component
final class SendLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SendLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration FAILING = Duration.ofSeconds(1);
    private static final Duration LAST_ONES = Duration.ofSeconds(4);

    private final SendDueDeliveries work;
    private @Nullable Run run;

    SendLoop(SendDueDeliveries work) {
        this.work = work;
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
        }
    }

    @Override
    public synchronized void stop() {
        if (run != null) {
            run.end();
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
    }

    /** From a start to the stop after it. */
    private final class Run {
        private final CountDownLatch ending = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().name("webhooks-claim").start(this::claim);

        private void claim() {
            Duration pause = Duration.ZERO;
            while (!endsWithin(pause)) {
                pause = turn();
            }
        }

        private Duration turn() {
            try {
                return work.claim() ? Duration.ZERO : IDLE;
            } catch (RuntimeException e) {
                LOG.debug("Deliveries wait: {}", e.getMessage());
                return FAILING;
            }
        }

        void end() {
            ending.countDown();
            try {
                thread.join(LAST_ONES);
                work.finish(LAST_ONES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean endsWithin(Duration pause) {
            try {
                return ending.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
