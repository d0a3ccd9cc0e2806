package dev.mailmoor.server.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Looks at several places side by side; what is not done at the deadline is broken off and left out. */
final class Together {
    private Together() {}

    static List<Look> look(List<Callable<Look>> looks, Deadline deadline) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Look> done = new ArrayList<>();
            for (Future<Look> look : threads.invokeAll(looks, deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                add(look, done);
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            // Not closed, which would wait for the slowest.
            threads.shutdownNow();
        }
    }

    private static void add(Future<Look> look, List<Look> done) throws InterruptedException {
        try {
            done.add(look.get());
        } catch (CancellationException e) {
            // Too late: it says nothing.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look must end in an answer", e);
        }
    }
}
