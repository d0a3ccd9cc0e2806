package dev.mailmoor.server.notify;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a claim again and again until it is closed, from a thread of its own. */
final class KeptClaim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptClaim.class);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    KeptClaim(Runnable renewal, Duration every) {
        thread = Thread.ofVirtual().name("notice-claim").start(() -> renew(renewal, every));
    }

    private void renew(Runnable renewal, Duration every) {
        try {
            while (!over.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
                safely(renewal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void safely(Runnable renewal) {
        try {
            renewal.run();
        } catch (RuntimeException e) {
            LOG.debug("A claim was not renewed: {}", e.getMessage());
        }
    }

    /** A renewal that is under way comes to its end first. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
