package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.Stop;
import dev.mailmoor.server.bulk.JudgeRows.Judged;
import dev.mailmoor.server.reauth.Intent;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import dev.mailmoor.server.workspace.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One lane for each server, and what all lanes share: the ledger, and how much may be under way at a time. */
final class Lanes {
    private static final int UNDER_WAY = 256;
    private static final int MOST_ROWS = 5_000;
    /** A file may name a server in each of its rows. */
    private static final int MOST_LANES = 10_000;

    private final Map<List<String>, Lane> lanes = new ConcurrentHashMap<>();
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final AtomicInteger rows = new AtomicInteger();
    private final Shared shared;
    private final Map<String, Stop> before;

    /** @param stopping hears of a server whose first rows all failed */
    record Shared(
            Access access,
            ManyConnections connections,
            Clock clock,
            Ledger ledger,
            Halt halt,
            Consumer<Stop> stopping,
            Pace pace) {}

    /** @param before servers that an earlier run of this import stopped at, allowed by now or not */
    Lanes(Shared shared, List<Stop> before) {
        this.shared = shared;
        this.before = before.stream().collect(Collectors.toMap(Stop::servers, Function.identity()));
    }

    /** False when its server's lane is full or stopped, or there is too much in all. */
    boolean offer(Judged.Open row) {
        List<String> servers = row.intent().servers();
        if (lanes.size() >= MOST_LANES) {
            lanes.values().removeIf(lane -> lane.idle() && !lane.stopped());
        }
        return rows.get() < MOST_ROWS
                && lanes.computeIfAbsent(servers, this::lane).offer(row);
    }

    private Lane lane(List<String> servers) {
        String name = name(servers);
        return new Lane(this, servers, new Canary(name, Optional.ofNullable(before.get(name))));
    }

    static String name(List<String> servers) {
        return String.join(" ", servers);
    }

    boolean idle() {
        return rows.get() == 0;
    }

    /** Whether another pass over the file could put more rows into one of these. */
    boolean haveRoom(Set<List<String>> full) {
        return rows.get() < MOST_ROWS / 2
                && full.stream().map(lanes::get).anyMatch(lane -> lane != null && lane.hasRoom());
    }

    boolean stopped(List<String> servers) {
        Lane lane = lanes.get(servers);
        return lane != null && lane.stopped();
    }

    boolean anyStopped() {
        return lanes.values().stream().anyMatch(Lane::stopped);
    }

    /** Of these, those that somebody allowed meanwhile go on. True when there are any. */
    boolean allow(List<Stop> stops) {
        Set<String> allowed =
                stops.stream().filter(Stop::allowed).map(Stop::servers).collect(Collectors.toSet());
        List<Lane> these = lanes.values().stream()
                .filter(lane -> lane.stopped() && allowed.contains(lane.name()))
                .toList();
        these.forEach(Lane::allow);
        return !these.isEmpty();
    }

    void entered() {
        rows.incrementAndGet();
    }

    void left() {
        rows.decrementAndGet();
    }

    /** Not tried after all. */
    void dropped(Judged.Open row) {
        shared.ledger.drop(row.row());
        left();
    }

    Halt halt() {
        return shared.halt;
    }

    List<Instant> reserve(List<String> servers, int logins, Duration horizon) {
        return shared.connections.reserve(servers, logins, horizon, shared.pace.loginsPerSecond());
    }

    /** True when it is time to stop. */
    boolean waitUntil(Instant start) {
        return shared.halt.within(Duration.between(shared.clock.instant(), start));
    }

    void inBackground(Runnable attempt) {
        underWay.acquireUninterruptibly();
        Thread.ofVirtual().name("import-row").start(() -> {
            try {
                attempt.run();
            } finally {
                underWay.release();
            }
        });
    }

    Proved attempt(Intent.Ready intent) {
        return shared.connections.attempt(shared.access, intent);
    }

    void stop(Stop stop) {
        shared.stopping.accept(stop);
    }

    void proved(Judged.Open row, Proved proved) {
        shared.ledger.add(new Ledger.Entry.Ready(row, proved));
    }

    void settled(RowOutcome outcome) {
        shared.ledger.add(new Ledger.Entry.Settled(outcome));
    }
}
