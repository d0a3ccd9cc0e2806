package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportOptions.Trying;
import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.JudgeRows.Judged;
import dev.mailmoor.server.bulk.PostgresChunks.Chunk;
import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works at one import until nothing is left, a person must decide, or it is told to stop. Goes over the file as often as it
 * must: rows whose server is busy are set aside, and read again on the next pass.
 */
final class CarryOut {
    private static final Logger LOG = LoggerFactory.getLogger(CarryOut.class);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
    private static final int WRITERS = 2;
    /** So many chunks that put nothing in are looked at ahead, before it waits for room. */
    private static final int AHEAD = 10;

    private final ImportWorkshop workshop;
    private final Claim claim;
    private final ImportRun run;
    private final CheckedOptions options;
    private final Halt halt = new Halt();
    private final Pace pace;
    private final Ledger ledger;
    private final Lanes lanes;
    private final SeenAddresses seen = new SeenAddresses();
    private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());
    private long asked = System.nanoTime();
    private boolean allowed;
    private volatile boolean readingOver;

    CarryOut(ImportWorkshop workshop, Claim claim) {
        this.workshop = workshop;
        this.claim = claim;
        this.run = claim.run();
        this.options = checked(run);
        this.pace = new Pace(run.options().loginsPerSecond());
        this.ledger = new Ledger(workshop.ledger(), claim, halt, pace);
        this.lanes = new Lanes(
                new Lanes.Shared(
                        run.access(),
                        workshop.connections(),
                        workshop.clock(),
                        ledger,
                        halt,
                        stop -> workshop.stops().stop(run, stop),
                        pace),
                workshop.stops().all(run.workspace(), run.id()));
    }

    private static CheckedOptions checked(ImportRun run) {
        return switch (CheckedOptions.of(run.columns(), run.options())) {
            case CheckedOptions.Check.Good(CheckedOptions good) -> good;
            case CheckedOptions.Check.Wrong wrong ->
                throw new IllegalStateException("options were checked before the start: " + wrong.errors());
        };
    }

    void stop() {
        halt.ask();
    }

    /** Blocks. What came up short is done by whoever claims it next. */
    void work() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().name("import-write").start(this::write));
        }
        boolean onlyStoppedLeft = false;
        try {
            workshop.chunks().mark(run);
            workshop.outcomes().addresses(run, seen);
            onlyStoppedLeft = passes();
        } catch (RuntimeException | Error e) {
            failed(e);
            halt.ask();
        }
        try {
            waitFor(lanes::idle);
            waitFor(ledger::allWritten);
        } finally {
            readingOver = true;
        }
        for (Thread writer : writers) {
            writer.join();
        }
        end(onlyStoppedLeft);
    }

    private void end(boolean onlyStoppedLeft) {
        if (halt.lost()) {
            return;
        }
        if (!halt.isAsked()) {
            if (onlyStoppedLeft) {
                workshop.claims().become(claim, State.WAITING);
            } else {
                workshop.finish().finish(claim);
            }
        }
        // What failed is not tried again before the lease ends.
        failure.get()
                .ifPresentOrElse(
                        e -> {
                            throw e;
                        },
                        () -> workshop.claims().release(claim));
    }

    private void waitFor(java.util.function.BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean() && !halt.lost()) {
            Thread.sleep(A_MOMENT);
        }
    }

    private void write() {
        try {
            while (!readingOver && !halt.lost()) {
                ledger.writeSome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warn("Import {} could not be written; it goes on from what is written ({})", run.id(), e.toString());
            failed(e);
            halt.heard(Optional.empty());
        }
    }

    private void failed(Throwable e) {
        failure.set(Optional.of(e instanceof RuntimeException known ? known : new IllegalStateException(e)));
    }

    /** @return whether all that is left waits at stopped servers */
    private boolean passes() throws InterruptedException {
        while (!halt.isAsked()) {
            allowed = false;
            Pass pass = new Pass();
            for (Chunk chunk : workshop.chunks().toDo(run)) {
                if (halt.isAsked() || pass.enough()) {
                    break;
                }
                pass.over(chunk);
            }
            waitFor(() -> halt.isAsked() || lanes.idle() || lanes.haveRoom(pass.full) || someAllowed());
            if (pass.full.isEmpty() && !allowed) {
                waitFor(() -> lanes.idle() && ledger.allWritten() || someAllowed());
                workshop.chunks().mark(run);
                if (workshop.chunks().toDo(run).isEmpty()) {
                    return false;
                }
                if (pass.stopped > 0 && pass.offered == 0 && !allowed) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether somebody allowed a stopped server meanwhile; asked once a second. */
    private boolean someAllowed() {
        if (!lanes.anyStopped() || System.nanoTime() - asked < ASKED_EVERY.toNanos()) {
            return false;
        }
        asked = System.nanoTime();
        allowed = lanes.allow(workshop.stops().all(run.workspace(), run.id()));
        return allowed;
    }

    /** Once over the chunks that are not done. */
    private final class Pass {
        private final Set<List<String>> full = new HashSet<>();
        private int offered;
        private int stopped;
        private int chunksWithoutAny;

        boolean enough() {
            return !full.isEmpty() && chunksWithoutAny >= AHEAD;
        }

        void over(Chunk chunk) {
            int before = offered;
            // In this order: a row that is written in between is in one of them at least.
            Set<Integer> underWay = ledger.underWay(chunk.firstRow(), chunk.lastRow());
            Set<Integer> settled = workshop.chunks().settledRows(run, chunk);
            if (settled.size() == chunk.rows()) {
                workshop.chunks().done(run, chunk);
                return;
            }
            List<CsvRow> rows =
                    workshop.sealed().get(run.workspace(), run.id(), chunk.number()).orElse(List.of()).stream()
                            .filter(row -> !settled.contains(row.row()) && !underWay.contains(row.row()))
                            .toList();
            JudgeRows.Asked asked = new JudgeRows.Asked(run.access(), options, seen, ManyConnections.Blanks.LOOKED_FOR);
            workshop.judging().judge(asked, rows).forEach(this::take);
            chunksWithoutAny = offered > before ? 0 : chunksWithoutAny + 1;
        }

        private void take(Judged judged) {
            switch (judged) {
                case Judged.Settled(RowOutcome outcome) -> {
                    offered++;
                    ledger.begin(outcome.row());
                    ledger.add(new Ledger.Entry.Settled(outcome));
                }
                case Judged.Open open -> take(open);
            }
        }

        private void take(Judged.Open open) {
            boolean untried = options.asked().trying() == Trying.NOT_AT_ALL
                            && !open.intent().byGrant()
                    || open.intent().servers().isEmpty();
            ledger.begin(open.row());
            if (untried) {
                offered++;
                ledger.add(new Ledger.Entry.Ready(open, new Proved(open.intent(), Map.of())));
            } else if (lanes.offer(open)) {
                offered++;
            } else {
                ledger.drop(open.row());
                setAside(open.intent().servers());
            }
        }

        private void setAside(List<String> servers) {
            if (lanes.stopped(servers)) {
                stopped++;
            } else {
                full.add(servers);
            }
        }
    }
}
