package dev.mailmoor.server.journal;

import java.util.List;

/**
 * Somebody who must learn of every event, whatever dies in between: webhooks, notices, the release of held mail. Any bean of
 * this type is called, in one process at a time, in the order of the journal, from the moment it was first there.
 */
public interface Follower {
    /** Under which its position is kept; must never change. */
    String name();

    /**
     * Called in the transaction that moves the position: what it writes to the database is written exactly once, anything
     * else at least once. Must be quick and must not talk to the network. When it throws, the same events come again later.
     */
    void follow(List<JournalEvent> events);
}
