package dev.mailmoor.server.notify;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Wakes this process' senders when there is something new; it only saves waiting, for they look by themselves too. */
@Component
class Wakeup {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private long calls;

    void wake() {
        lock.lock();
        try {
            calls++;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it was woken more often than {@code heard}, or the time is over; returns how often it was by then. */
    long await(long heard, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (calls == heard && left > 0) {
                left = woken.awaitNanos(left);
            }
            return calls;
        } finally {
            lock.unlock();
        }
    }
}
