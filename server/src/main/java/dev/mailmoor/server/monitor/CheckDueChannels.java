package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.probe.Probe;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Claims due channels in batches, checks each on a virtual thread of its own, and hands what was seen to be judged, in
 * batches again.
 */
final class CheckDueChannels {
    private static final Logger LOG = LoggerFactory.getLogger(CheckDueChannels.class);
    private static final int BATCH = 500;
    /** So many sockets at most; the limit of open files may be 20,000. */
    private static final int MOST_AT_ONCE = 2_000;

    /** What else runs on virtual threads takes turns with the checks, and must not wait longer than that for each. */
    private static final Duration LONGEST_TURN = Duration.ofMillis(50);

    private static final Duration GATHER = Duration.ofMillis(50);

    private final Parts parts;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-", 0).factory());
    private final Map<ChannelKey, DueChannel> held = new ConcurrentHashMap<>();
    private final BlockingQueue<Sighting> seen = new LinkedBlockingQueue<>();
    private final AtomicLong failingSince = new AtomicLong();
    private final AtomicInteger unwritten = new AtomicInteger();
    private volatile boolean stopping;

    CheckDueChannels(Parts parts) {
        this.parts = parts;
    }

    /** Who does the work. */
    @Component
    record Parts(
            PostgresDueChannels due,
            Pacing pacing,
            SignIns signIns,
            Probe probe,
            JudgeObservations judging,
            CheckFigures figures,
            Clock clock) {}

    /** Claims one batch and starts its checks. True when there may be more at once. */
    boolean claim() {
        int room = Math.min(BATCH, MOST_AT_ONCE - held.size());
        if (room <= 0) {
            return false;
        }
        if (!held.isEmpty() && isCrowded()) {
            return true;
        }
        List<DueChannel> claimed = parts.due.claim(room, parts.clock.instant());
        if (!claimed.isEmpty()) {
            begin(parts.pacing.plan(claimed));
        }
        return claimed.size() == room;
    }

    /** Whether the checks that go on already keep all cores busy. */
    private static boolean isCrowded() {
        long began = System.nanoTime();
        Thread.yield();
        return System.nanoTime() - began > LONGEST_TURN.toNanos();
    }

    private void begin(Pacing.Plan plan) {
        parts.due.postpone(plan.postponed());
        List<ChannelTarget> targets =
                plan.starts().stream().map(start -> start.channel().target()).toList();
        Map<ChannelKey, SignIn> ready = targets.isEmpty() ? Map.of() : parts.signIns.prepare(targets);
        for (Pacing.Start start : plan.starts()) {
            DueChannel channel = start.channel();
            SignIn signIn = ready.getOrDefault(
                    channel.target().key(), new SignIn.NotReady("No password is stored for this channel."));
            held.put(channel.target().key(), channel);
            threads.execute(() -> check(channel, start.at(), signIn));
        }
    }

    private void check(DueChannel channel, Instant at, SignIn signIn) {
        ChannelKey key = channel.target().key();
        try {
            await(at);
            Diagnosis diagnosis = parts.probe.check(channel.target(), signIn);
            if (stopping) {
                // Broken off by us: it says nothing about the server.
                return;
            }
            unwritten.incrementAndGet();
            seen.add(new Sighting(
                    key, channel.target().credentialVersion(), OptionalLong.of(channel.claim()), diagnosis));
            held.remove(key, channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Our own fault. The lease ends by itself; nothing is believed of the channel because of it.
            if (Outage.is(e)) {
                LOG.debug("A check broke off: the database does not answer", e);
            } else {
                LOG.error("A check broke", e);
            }
            held.remove(key, channel);
        }
    }

    private void await(Instant at) throws InterruptedException {
        Duration wait = Duration.between(parts.clock.instant(), at);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }

    /**
     * Waits a moment for results and has them judged; what could not be written is kept for the next time. True when there
     * may be more at once.
     */
    boolean write() {
        List<Sighting> batch = gather();
        if (!batch.isEmpty()) {
            write(batch);
        }
        return batch.size() == BATCH;
    }

    private List<Sighting> gather() {
        List<Sighting> batch = new ArrayList<>();
        try {
            Sighting first = seen.poll(GATHER.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                Thread.sleep(GATHER);
                seen.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return batch;
    }

    private void write(List<Sighting> batch) {
        try {
            parts.judging.judge(batch);
        } catch (RuntimeException e) {
            if (Outage.is(e)) {
                keep(batch);
                throw e;
            }
            LOG.error("A batch could not be judged; each of it is judged by itself", e);
            batch.forEach(this::writeAlone);
        }
        failingSince.set(0);
        unwritten.addAndGet(-batch.size());
        parts.figures.checked(batch.size());
    }

    private void writeAlone(Sighting one) {
        try {
            parts.judging.judge(List.of(one));
        } catch (RuntimeException e) {
            LOG.error("What was seen of {} could not be judged and is dropped", one.channel(), e);
        }
    }

    /** Until the leases are over: then the channels are checked anew, and what was seen of them is old. */
    private void keep(List<Sighting> batch) {
        failingSince.compareAndSet(0, System.nanoTime());
        if (System.nanoTime() - failingSince.get() < PostgresDueChannels.LEASE.toNanos()) {
            seen.addAll(batch);
        } else {
            unwritten.addAndGet(-batch.size());
        }
    }

    /** Nothing is being checked and nothing waits to be written. */
    boolean idle() {
        return held.isEmpty() && unwritten.get() == 0;
    }

    /** Breaks off what is under way and gives its channels back. */
    void stop() {
        stopping = true;
        threads.shutdownNow();
        parts.due.release(held.values());
    }
}
