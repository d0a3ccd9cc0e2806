package dev.mailmoor.protocol.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes connections whose time is up, whatever their threads are blocked in, to within 50 ms. One sweeping thread for
 * all: a timer for each read would cost more than the read.
 */
final class Watchdog {
    private static final long SWEEP_NANOS = Duration.ofMillis(50).toNanos();
    private static final Watchdog ONLY = new Watchdog();

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread sweeper =
            Thread.ofPlatform().daemon().name("mail-deadlines").unstarted(this::sweep);
    private volatile boolean idle;

    private Watchdog() {
        sweeper.start();
    }

    static Watch watch() {
        Watch watch = new Watch();
        ONLY.watches.add(watch);
        if (ONLY.idle) {
            LockSupport.unpark(ONLY.sweeper);
        }
        return watch;
    }

    private void sweep() {
        while (true) {
            idle = true;
            if (watches.isEmpty()) {
                LockSupport.park(this);
            }
            idle = false;
            LockSupport.parkNanos(this, SWEEP_NANOS);
            long now = System.nanoTime();
            watches.forEach(watch -> watch.check(now));
        }
    }

    /** The deadline of one connection. */
    static final class Watch implements Closeable {
        private volatile long deadline = Long.MAX_VALUE;
        private volatile boolean expired;
        private Closeable target = () -> {};

        private Watch() {}

        /** From now on {@code newTarget} is closed when the time is up; what expired before is forgotten. */
        synchronized void over(Closeable newTarget, long nanoTime) {
            target = newTarget;
            expired = false;
            deadline = nanoTime;
        }

        /** In the terms of {@link System#nanoTime}. */
        void until(long nanoTime) {
            deadline = nanoTime;
        }

        boolean expired() {
            return expired;
        }

        private void check(long now) {
            if (isDue(now)) {
                closeIfStillDue(now);
            }
        }

        private synchronized void closeIfStillDue(long now) {
            if (isDue(now)) {
                expired = true;
                closeQuietly(target);
            }
        }

        private boolean isDue(long now) {
            long until = deadline;
            return until != Long.MAX_VALUE && now - until >= 0 && !expired;
        }

        @Override
        public void close() {
            ONLY.watches.remove(this);
        }
    }

    static void closeQuietly(Closeable target) {
        try {
            target.close();
        } catch (IOException | RuntimeException ignored) {
            // It is given up anyway.
        }
    }
}
