package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import dev.mailmoor.server.bulk.PostgresClaims.Held;
import dev.mailmoor.server.bulk.PostgresClaims.Progress;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import dev.mailmoor.server.reauth.ManyConnections.Saving;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what came of rows, some hundred at a time: the mailboxes, the outcomes and the counts in one transaction that
 * only the holder of the claim can commit. So no row is applied twice, whoever was killed when.
 */
final class Ledger {
    /** A transaction costs as much as some hundred rows: it waits a moment for more of them. */
    private static final int BATCH = 1_000;

    private static final int WAITING = 4_000;
    private static final long GATHERING_MILLIS = 200;

    private final Parts parts;
    private final Claim claim;
    private final Halt halt;
    private final Pace pace;
    private final Rate rate = new Rate();
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>(WAITING);
    private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final String origin;

    record Parts(
            PostgresClaims claims,
            PostgresOutcomes outcomes,
            ManyConnections connections,
            TransactionTemplate transaction) {}

    /** Something to be written of a row. */
    sealed interface Entry {
        record Settled(RowOutcome outcome) implements Entry {}

        record Ready(JudgeRows.Judged.Open row, Proved proved) implements Entry {}
    }

    Ledger(Parts parts, Claim claim, Halt halt, Pace pace) {
        this.parts = parts;
        this.claim = claim;
        this.halt = halt;
        this.pace = pace;
        this.origin = "Import of " + claim.run().fileName() + ".";
    }

    /** This row is taken care of, until it is written or dropped. */
    void begin(int row) {
        underWay.add(row);
    }

    void drop(int row) {
        underWay.remove(row);
    }

    /** Of these rows. */
    Set<Integer> underWay(int first, int last) {
        Set<Integer> found = new HashSet<>();
        for (int row = first; row <= last; row++) {
            if (underWay.contains(row)) {
                found.add(row);
            }
        }
        return found;
    }

    /** Waits while too much is unwritten. */
    void add(Entry entry) {
        unwritten.incrementAndGet();
        try {
            while (!entries.offer(entry, GATHERING_MILLIS, TimeUnit.MILLISECONDS)) {
                if (halt.lost()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean allWritten() {
        return unwritten.get() == 0;
    }

    /** Writes what there is, or waits a moment; renews the claim in any case. */
    void writeSome() throws InterruptedException {
        List<Entry> batch = new ArrayList<>(BATCH);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHERING_MILLIS);
        long left = until - System.nanoTime();
        while (batch.size() < BATCH && left > 0) {
            Entry next = entries.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                batch.add(next);
                entries.drainTo(batch, BATCH - batch.size());
            }
            left = until - System.nanoTime();
        }
        write(batch);
    }

    private void write(List<Entry> batch) {
        Optional<Held> state = parts.transaction.execute(status -> {
            List<RowOutcome> outcomes = outcomes(batch);
            parts.outcomes.put(claim.run(), outcomes);
            Optional<Held> held = parts.claims.hold(claim, Progress.of(outcomes, rate.with(outcomes.size())));
            if (held.isEmpty() || held.get().state() == State.CANCELLED) {
                status.setRollbackOnly();
            }
            return held;
        });
        batch.forEach(entry -> drop(row(entry)));
        unwritten.addAndGet(-batch.size());
        state.ifPresent(held -> pace.heard(held.loginsPerSecond()));
        halt.heard(state.map(Held::state));
    }

    private List<RowOutcome> outcomes(List<Entry> batch) {
        List<RowOutcome> outcomes = new ArrayList<>(batch.size());
        List<Entry.Ready> ready = new ArrayList<>();
        for (Entry entry : batch) {
            switch (entry) {
                case Entry.Settled settled -> outcomes.add(settled.outcome());
                case Entry.Ready one -> ready.add(one);
            }
        }
        if (!ready.isEmpty()) {
            List<Saving> savings = parts.connections.save(
                    claim.run().access(),
                    ready.stream().map(Entry.Ready::proved).toList(),
                    origin);
            for (int i = 0; i < ready.size(); i++) {
                // An overtaken one has no outcome yet: it is read again.
                if (savings.get(i) instanceof Saving.Saved saved) {
                    outcomes.add(Told.saved(ready.get(i).row(), saved));
                }
            }
        }
        return outcomes;
    }

    private static int row(Entry entry) {
        return switch (entry) {
            case Entry.Settled settled -> settled.outcome().row();
            case Entry.Ready ready -> ready.row().row();
        };
    }
}
