package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.State;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells all who work at an import when to begin nothing more: paused, cancelled, taken over, or the service ends. */
final class Halt {
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean lost;

    /** @param state as the claim's holder sees it; empty when the claim was lost */
    void heard(Optional<State> state) {
        if (state.isEmpty()) {
            lost = true;
        }
        if (state.filter(now -> now == State.RUNNING).isEmpty()) {
            asked.countDown();
        }
    }

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Nothing may be written any more. */
    boolean lost() {
        return lost;
    }

    /** Waits; true at once when it is time to stop. */
    boolean within(Duration pause) {
        try {
            return asked.await(Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
