package dev.mailmoor.protocol.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up under a deadline. The system's resolver blocks a native thread for as long as it likes, so it runs on a
 * few threads of its own, once for all who ask for the same name at the same time.
 */
final class NameLookup {
    /**
     * As long as the JDK remembers failures: within that time it would repeat a failure without its reason, and a name
     * server's trouble would look like a name that does not exist.
     */
    private static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();

    /** Enough that somebody's slow name servers do not keep everybody else waiting. */
    private static final int THREADS = 64;

    private static final int WAITING = 4_000;
    private static final int MOST_REMEMBERED = 10_000;

    private final NameService service;
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    NameLookup(NameService service) {
        this.service = service;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    List<InetAddress> find(String host, Duration within)
            throws UnknownHostException, TimeoutException, InterruptedException {
        try {
            return entry(host).answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException | RejectedExecutionException e) {
            throw new TimeoutException("too many names are being looked up");
        }
    }

    private Entry entry(String host) {
        Entry known = entries.get(host);
        if (known != null && !known.isStale()) {
            return known;
        }
        if (entries.size() >= MOST_REMEMBERED) {
            entries.values().removeIf(Entry::isStale);
        }
        Entry fresh = new Entry();
        Entry winner = entries.compute(host, (name, old) -> old == null || old.isStale() ? fresh : old);
        if (winner == fresh) {
            start(host, fresh);
        }
        return winner;
    }

    private void start(String host, Entry entry) {
        try {
            threads.execute(() -> entry.fill(service, host));
        } catch (RejectedExecutionException e) {
            entries.remove(host, entry);
            entry.answer.cancel(false);
        }
    }

    private static final class Entry {
        private final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        private volatile long answeredAt;

        void fill(NameService service, String host) {
            try {
                List<InetAddress> found = service.addressesOf(host);
                answeredAt = System.nanoTime();
                answer.complete(found);
            } catch (UnknownHostException | RuntimeException e) {
                answeredAt = System.nanoTime();
                answer.completeExceptionally(e);
            }
        }

        boolean isStale() {
            return answer.isDone() && System.nanoTime() - answeredAt > MEMORY_NANOS;
        }
    }
}
