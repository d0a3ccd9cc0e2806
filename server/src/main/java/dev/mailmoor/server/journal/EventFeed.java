package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.Optional;

/** Events as they happen, for those who watch: nothing is kept for them while they are away. */
public interface EventFeed {
    /**
     * @param after the id of the last event the watcher had: what came later comes first. One that is not kept any more, or
     *     never was, brings all that is kept. Empty: from now on
     * @return empty when too many watch this workspace already
     */
    Optional<Subscription> subscribe(WorkspaceId workspace, Optional<String> after);

    /** One watcher's view. For one thread. */
    interface Subscription extends AutoCloseable {
        /** Waits for the next event. */
        Next next(Duration patience) throws InterruptedException;

        @Override
        void close();
    }

    /** What came of waiting. */
    sealed interface Next {
        record Event(JournalEvent event) implements Next {}

        record Quiet() implements Next {}

        /** The watcher was too slow, or the service stops: subscribe again behind the last event. */
        record Ended() implements Next {}
    }
}
