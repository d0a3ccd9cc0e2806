package dev.mailmoor.server.fleet;

import dev.mailmoor.server.fleet.Fleet.ProviderCount;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts fleets through: a small one whenever asked; a large one behind the asker's back, and not again for fifty
 * times as long as it took, so that counting takes a fiftieth of the time at most. The last count is good enough meanwhile.
 */
@Component
class FleetTallies {
    /** From this size on a count is remembered. */
    static final int LARGE = 20_000;

    /** Counting a million takes all cores of a small machine for a second, and pages wait meanwhile. */
    private static final int KEPT_FOR_COSTS = 50;

    /** Whoever comes back after so long waits for a new count. */
    private static final Duration TOO_OLD = Duration.ofMinutes(5);

    /** Workspaces whose count is remembered; what is forgotten is counted again. */
    private static final int REMEMBERED = 1_000;

    private final JdbcClient jdbc;
    private final Map<WorkspaceId, Counted> counted = new ConcurrentHashMap<>();
    private final Map<WorkspaceId, Boolean> counting = new ConcurrentHashMap<>();
    private final Map<WorkspaceId, Object> oneAtATime = new ConcurrentHashMap<>();

    FleetTallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    FleetTally of(WorkspaceId workspace) {
        Counted last = counted.get(workspace);
        if (last != null && last.tally().total() < LARGE) {
            return count(workspace);
        }
        if (last == null || last.age() > TOO_OLD.toNanos()) {
            return countOnce(workspace);
        }
        if (last.age() > KEPT_FOR_COSTS * last.cost()) {
            countBehind(workspace);
        }
        return last.tally();
    }

    /** All who ask meanwhile wait for the same count. */
    private FleetTally countOnce(WorkspaceId workspace) {
        synchronized (oneAtATime.computeIfAbsent(workspace, _ -> new Object())) {
            Counted now = counted.get(workspace);
            return now == null || now.tally().total() < LARGE || now.age() > TOO_OLD.toNanos()
                    ? count(workspace)
                    : now.tally();
        }
    }

    private void countBehind(WorkspaceId workspace) {
        if (counting.putIfAbsent(workspace, true) == null) {
            Thread.ofVirtual().name("fleet-tally").start(() -> {
                try {
                    count(workspace);
                } finally {
                    counting.remove(workspace);
                }
            });
        }
    }

    private FleetTally count(WorkspaceId workspace) {
        long start = System.nanoTime();
        FleetTally tally = read(workspace);
        if (counted.size() > REMEMBERED) {
            counted.clear();
            oneAtATime.clear();
        }
        counted.put(workspace, new Counted(tally, start, System.nanoTime() - start));
        return tally;
    }

    private FleetTally read(WorkspaceId workspace) {
        Map<String, Map<MailboxState, Long>> byProvider = new TreeMap<>();
        jdbc.sql(
                        "select provider, state, count(*) from mailbox where workspace_id = :workspace group by provider, state")
                .param("workspace", workspace.value())
                .query(row -> {
                    byProvider
                            .computeIfAbsent(row.getString(1), id -> new EnumMap<>(MailboxState.class))
                            .put(MailboxState.ofWord(row.getString(2)), row.getLong(3));
                });
        List<ProviderCount> providers = byProvider.entrySet().stream()
                .map(entry -> new ProviderCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ProviderCount::total).reversed())
                .toList();
        return new FleetTally(providers);
    }

    private record Counted(FleetTally tally, long at, long cost) {
        long age() {
            return System.nanoTime() - at;
        }
    }
}
