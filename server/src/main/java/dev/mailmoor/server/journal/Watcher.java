package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watcher: first what is in the database up to {@code until}, then what the common reader hands out. */
final class Watcher implements EventFeed.Subscription {
    private static final int BATCH = 100;
    private static final int PATIENTLY = 1_000;

    private final WorkspaceId workspace;
    private final JournalRows rows;
    private final Position until;
    private final Consumer<Watcher> leave;
    private final BlockingQueue<EventFeed.Next> live = new LinkedBlockingQueue<>(PATIENTLY);
    private final Queue<JournalRows.Row> backlog = new ArrayDeque<>();

    private Position reached;
    private volatile boolean ended;

    Watcher(WorkspaceId workspace, JournalRows rows, Position from, Position until, Consumer<Watcher> leave) {
        this.workspace = workspace;
        this.rows = rows;
        this.reached = from;
        this.until = until;
        this.leave = leave;
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** Never waits: one who does not keep up is dropped, and resumes behind the last event that arrived. */
    void offer(JournalEvent event) {
        if (event.workspace().equals(workspace) && !live.offer(new EventFeed.Next.Event(event))) {
            end();
        }
    }

    void end() {
        ended = true;
        leave.accept(this);
        live.clear();
        live.offer(new EventFeed.Next.Ended());
    }

    @Override
    public EventFeed.Next next(Duration patience) throws InterruptedException {
        if (ended) {
            return new EventFeed.Next.Ended();
        }
        JournalRows.Row older = older();
        if (older != null) {
            return new EventFeed.Next.Event(older.event());
        }
        EventFeed.Next next = live.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? new EventFeed.Next.Quiet() : next;
    }

    private JournalRows.@Nullable Row older() {
        if (backlog.isEmpty() && reached.compareTo(until) < 0) {
            List<JournalRows.Row> batch = rows.between(workspace, reached, until, BATCH);
            backlog.addAll(batch);
            reached = batch.size() < BATCH ? until : batch.getLast().position();
        }
        return backlog.poll();
    }

    @Override
    public void close() {
        ended = true;
        leave.accept(this);
    }
}
