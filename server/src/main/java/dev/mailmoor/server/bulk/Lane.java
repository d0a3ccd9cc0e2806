package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.JudgeRows.Judged;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the rows of one server, or of one pair of servers, at the pace of its login budget. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** Short, so that checks and people's tests get their share in between. */
    private static final Duration BOOKED = Duration.ofSeconds(2);

    private static final Duration BOOKED_UP = Duration.ofMillis(500);
    private static final Duration DECIDING = Duration.ofMillis(100);
    private static final int AT_A_TIME = 100;
    private static final int MOST_WAITING = 1_000;

    private final Lanes lanes;
    private final List<String> servers;
    private final Canary canary;
    private final Queue<Judged.Open> rows = new ArrayDeque<>();
    private boolean working;

    Lane(Lanes lanes, List<String> servers, Canary canary) {
        this.lanes = lanes;
        this.servers = servers;
        this.canary = canary;
    }

    /** False when it is full or stopped: the row is read again later. */
    synchronized boolean offer(Judged.Open row) {
        if (rows.size() >= MOST_WAITING || canary.stopped()) {
            return false;
        }
        rows.add(row);
        lanes.entered();
        if (!working) {
            working = true;
            Thread.ofVirtual().name("import-lane").start(this::work);
        }
        return true;
    }

    synchronized boolean hasRoom() {
        return rows.size() < MOST_WAITING / 2 && !canary.stopped();
    }

    String name() {
        return Lanes.name(servers);
    }

    boolean stopped() {
        return canary.stopped();
    }

    /** Somebody wants the rest tried all the same. */
    void allow() {
        canary.allow();
    }

    synchronized boolean idle() {
        return !working && rows.isEmpty();
    }

    private void work() {
        try {
            List<Judged.Open> next = take();
            while (!next.isEmpty()) {
                tryThese(next);
                next = take();
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("Rows at {} are read again ({})", servers, e.toString());
            dropAll();
        }
    }

    /** Empty when there is nothing more, for now or for good. */
    private List<Judged.Open> take() {
        while (true) {
            if (lanes.halt().isAsked() || canary.stopped()) {
                dropAll();
                return List.of();
            }
            synchronized (this) {
                if (rows.isEmpty()) {
                    working = false;
                    return List.of();
                }
                int may = canary.mayBegin(Math.min(AT_A_TIME, rows.size()));
                if (may > 0) {
                    return taken(may);
                }
            }
            lanes.halt().within(DECIDING);
        }
    }

    private List<Judged.Open> taken(int count) {
        List<Judged.Open> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(rows.remove());
        }
        return taken;
    }

    private synchronized void dropAll() {
        rows.forEach(lanes::dropped);
        rows.clear();
        working = false;
    }

    private void tryThese(List<Judged.Open> taken) {
        Queue<Judged.Open> left = new ArrayDeque<>(taken);
        try {
            while (!left.isEmpty() && !lanes.halt().isAsked()) {
                begin(left, lanes.reserve(servers, left.size(), BOOKED));
            }
        } finally {
            canary.notBegun(left.size());
            left.forEach(lanes::dropped);
        }
    }

    private void begin(Queue<Judged.Open> left, List<Instant> starts) {
        if (starts.isEmpty()) {
            lanes.halt().within(BOOKED_UP);
        }
        for (Instant start : starts) {
            if (lanes.waitUntil(start)) {
                return;
            }
            begin(left.element());
            left.remove();
        }
    }

    private void begin(Judged.Open row) {
        lanes.inBackground(() -> {
            try {
                ended(row, lanes.attempt(row.intent()));
            } catch (RuntimeException | Error e) {
                LOG.error("A row could not be tried", e);
                canary.notBegun(1);
                lanes.settled(Told.broken(row));
            } finally {
                lanes.left();
            }
        });
    }

    private void ended(Judged.Open row, Proved proved) {
        canary.ended(proved.tried().values()).ifPresent(lanes::stop);
        if (proved.works()) {
            lanes.proved(row, proved);
        } else {
            lanes.settled(Told.failed(row, proved.tried()));
        }
    }
}
