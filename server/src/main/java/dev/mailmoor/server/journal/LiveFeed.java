package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the journal once for all who watch in this process, and only while somebody watches. Whoever comes reads what is
 * older from the database, up to where the common reader stands, and gets the rest from it: nothing twice, nothing missed.
 */
@Component
class LiveFeed implements EventFeed, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int BATCH = 200;
    private static final int MOST_PER_WORKSPACE = 200;

    private final JournalRows rows;
    private final Bell bell;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    /** Held while a batch is handed out, so that nobody comes in the middle of one. */
    private final ReentrantLock handing = new ReentrantLock();

    private Position head = Position.BEGINNING;
    private volatile @Nullable Thread reader;

    LiveFeed(JournalRows rows, Bell bell) {
        this.rows = rows;
        this.bell = bell;
    }

    @Override
    public Optional<Subscription> subscribe(WorkspaceId workspace, Optional<String> after) {
        handing.lock();
        try {
            long there = watchers.stream()
                    .filter(one -> one.workspace().equals(workspace))
                    .count();
            if (there >= MOST_PER_WORKSPACE || !isRunning()) {
                return Optional.empty();
            }
            if (watchers.isEmpty()) {
                head = rows.now();
            }
            Position from = after.map(id -> place(workspace, id)).orElse(head);
            Watcher watcher = new Watcher(workspace, rows, from, head, watchers::remove);
            watchers.add(watcher);
            bell.ring();
            return Optional.of(watcher);
        } finally {
            handing.unlock();
        }
    }

    private Position place(WorkspaceId workspace, String id) {
        try {
            return rows.of(workspace, UUID.fromString(id)).orElse(Position.BEGINNING);
        } catch (IllegalArgumentException e) {
            return Position.BEGINNING;
        }
    }

    @Override
    public void start() {
        // Named before it runs: it ends as soon as it finds itself unnamed.
        Thread thread = Thread.ofVirtual().name("journal-live").unstarted(this::read);
        reader = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = reader;
        reader = null;
        if (thread != null) {
            thread.interrupt();
        }
        watchers.forEach(Watcher::end);
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private void read() {
        Patience patience = new Patience();
        try {
            while (isRunning()) {
                patience.await(bell, safely());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean safely() {
        try {
            return handOut();
        } catch (RuntimeException e) {
            if (isRunning()) {
                LOG.debug("The live feed waits for the database: {}", e.getMessage());
            }
            return false;
        }
    }

    private boolean handOut() {
        handing.lock();
        try {
            if (watchers.isEmpty()) {
                return false;
            }
            List<JournalRows.Row> batch = rows.after(head, BATCH);
            for (JournalRows.Row row : batch) {
                watchers.forEach(watcher -> watcher.offer(row.event()));
                head = row.position();
            }
            return !batch.isEmpty();
        } finally {
            handing.unlock();
        }
    }
}
