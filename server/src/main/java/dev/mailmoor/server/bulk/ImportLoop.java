package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for imports that nobody works at, and works at some of them, while the service runs. */
@Component
final class ImportLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ImportLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration FAILING = Duration.ofSeconds(2);
    private static final Duration LAST_ROWS = Duration.ofSeconds(4);
    private static final int AT_A_TIME = 32;

    private final ImportWorkshop workshop;
    private final UndoImport undoing;
    private @Nullable Run run;

    ImportLoop(ImportWorkshop workshop, UndoImport undoing) {
        this.workshop = workshop;
        this.undoing = undoing;
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
        private final Semaphore free = new Semaphore(AT_A_TIME);
        private final Map<Thread, Runnable> working = new ConcurrentHashMap<>();
        private final Thread looking = Thread.ofVirtual().name("imports-claim").start(this::look);

        private void look() {
            Duration pause = Duration.ZERO;
            while (!endsWithin(pause)) {
                try {
                    pause = claimed() ? Duration.ZERO : PAUSE;
                } catch (RuntimeException e) {
                    LOG.debug("Imports could not be looked for", e);
                    pause = FAILING;
                }
            }
        }

        private boolean claimed() {
            if (!free.tryAcquire()) {
                return false;
            }
            boolean begun = false;
            try {
                Optional<Claim> claim = workshop.claims().next();
                claim.ifPresent(this::begin);
                begun = claim.isPresent();
                return begun;
            } finally {
                if (!begun) {
                    free.release();
                }
            }
        }

        private void begin(Claim claim) {
            Halt halt = new Halt();
            boolean undo = claim.run().undo().isPresent();
            CarryOut work = undo ? null : new CarryOut(workshop, claim);
            Thread thread = Thread.ofVirtual().name("import").unstarted(() -> {
                try {
                    if (work == null) {
                        undoing.work(claim, halt);
                    } else {
                        work.work();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn(
                            "Import {} broke off; it goes on shortly",
                            claim.run().id(),
                            e);
                } finally {
                    working.remove(Thread.currentThread());
                    free.release();
                }
            });
            working.put(thread, work == null ? halt::ask : work::stop);
            thread.start();
        }

        void end() {
            ending.countDown();
            try {
                looking.join(LAST_ROWS);
                working.values().forEach(Runnable::run);
                for (Thread thread : working.keySet()) {
                    thread.join(LAST_ROWS);
                }
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
