package dev.mailmoor.server.monitor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the checks going while the service runs. While the database is gone it waits, and goes on by itself. What becomes
 * due is found within a fifth of a second by every process, so no bell is needed beside it.
 */
@Component
final class CheckLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CheckLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration FAILING = Duration.ofSeconds(1);
    private static final Duration LAST_CHECKS = Duration.ofSeconds(4);

    private final CheckDueChannels.Parts parts;
    private final Housekeeping housekeeping;
    private final Outage outage = new Outage();
    private @Nullable Run run;

    CheckLoop(CheckDueChannels.Parts parts, Housekeeping housekeeping) {
        this.parts = parts;
        this.housekeeping = housekeeping;
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run(new CheckDueChannels(parts));
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
        private final CheckDueChannels work;
        private final Thread claiming;
        private final Thread writing;
        private final CountDownLatch ending = new CountDownLatch(1);

        Run(CheckDueChannels work) {
            this.work = work;
            claiming = Thread.ofVirtual().name("checks-claim").start(this::claim);
            writing = Thread.ofVirtual().name("checks-write").start(this::write);
        }

        private void claim() {
            Duration pause = Duration.ZERO;
            while (!endsWithin(pause)) {
                pause = turn(() -> {
                    boolean more = work.claim();
                    housekeeping.doWhatIsDue();
                    return more;
                });
            }
        }

        private void write() {
            boolean ends = false;
            while (!ends || !work.idle()) {
                boolean failed = turn(work::write).equals(FAILING);
                ends = endsWithin(failed ? FAILING : Duration.ZERO);
                if (ends && failed) {
                    return;
                }
            }
        }

        private Duration turn(BooleanSupplier action) {
            try {
                boolean more = action.getAsBoolean();
                outage.over();
                return more ? Duration.ZERO : IDLE;
            } catch (RuntimeException e) {
                outage.met(e);
                return FAILING;
            }
        }

        void end() {
            ending.countDown();
            try {
                claiming.join(LAST_CHECKS);
                writing.join(LAST_CHECKS);
                work.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("Channels could not be given back; they are due again within a minute ({})", e.getMessage());
            }
        }

        /** Not by an interrupt: that would cut a connection to the database. */
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
