package dev.mailmoor.server.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes each {@link Follower} through the journal, on a thread of its own. The row of its position is its lock. */
@Component
class FollowTheJournal implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FollowTheJournal.class);
    private static final int BATCH = 200;
    private static final Duration LAST_ONES = Duration.ofSeconds(4);

    private final List<Follower> followers;
    private final JournalRows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Bell bell;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    FollowTheJournal(
            List<Follower> followers, JournalRows rows, JdbcClient jdbc, TransactionTemplate transaction, Bell bell) {
        this.followers = List.copyOf(followers);
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.bell = bell;
    }

    @Override
    public void start() {
        running = true;
        for (Follower follower : followers) {
            threads.add(Thread.ofVirtual().name("follower-" + follower.name()).start(() -> lead(follower)));
        }
    }

    @Override
    public void stop() {
        running = false;
        bell.ring();
        awaitEnds(System.nanoTime() + LAST_ONES.toNanos());
        threads.clear();
    }

    /** Nobody is interrupted: that would break off what the database is asked at this moment. */
    private void awaitEnds(long until) {
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void lead(Follower follower) {
        Patience patience = new Patience();
        try {
            while (running) {
                patience.await(bell, safely(follower));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean safely(Follower follower) {
        try {
            return turn(follower);
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("The follower {} could not go on; it will be tried again", follower.name(), e);
            }
            return false;
        }
    }

    /** One batch. True when there may be more at once. */
    boolean turn(Follower follower) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            Optional<Position> position = take(follower);
            if (position.isEmpty()) {
                return false;
            }
            List<JournalRows.Row> batch = rows.after(position.get(), BATCH);
            if (batch.isEmpty()) {
                return false;
            }
            follower.follow(batch.stream().map(JournalRows.Row::event).toList());
            move(follower, batch.getLast().position());
            return true;
        }));
    }

    /** Empty when another process has it, or it was only now written down. */
    private Optional<Position> take(Follower follower) {
        Optional<Position> mine = jdbc.sql("""
                select xid::text::bigint as xid, seq from journal_follower where name = :name for update skip locked
                """)
                .param("name", follower.name())
                .query((row, _) -> new Position(row.getLong("xid"), row.getLong("seq")))
                .optional();
        if (mine.isEmpty()) {
            enrol(follower);
        }
        return mine;
    }

    private void enrol(Follower follower) {
        Position now = rows.now();
        jdbc.sql("""
                insert into journal_follower (name, xid, seq) select :name, cast(:xid as text)::xid8, :seq
                where not exists (select from journal_follower where name = :name) on conflict do nothing
                """)
                .param("name", follower.name())
                .param("xid", Long.toString(now.xid()))
                .param("seq", now.seq())
                .update();
    }

    private void move(Follower follower, Position to) {
        jdbc.sql("update journal_follower set xid = cast(:xid as text)::xid8, seq = :seq where name = :name")
                .param("xid", Long.toString(to.xid()))
                .param("seq", to.seq())
                .param("name", follower.name())
                .update();
    }
}
