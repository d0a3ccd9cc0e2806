package dev.mailmoor.server.webhook;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What was and will be sent to webhooks; kept for 30 days. */
public interface Deliveries {
    /** Newest first. */
    List<Delivery> newest(WorkspaceId workspace, UUID webhook, Wanted wanted);

    /** Sends a made-up event now, also to one that is off, and waits for what comes of it; it is not repeated. */
    Optional<Delivery> test(Access access, UUID webhook);

    /** Queues it once more, behind all that waits. */
    Replay replay(Access access, UUID webhook, UUID delivery);

    /**
     * Queues again what was made since a time, in its order and behind all that waits; at most 10,000 in one go.
     *
     * @return how many; empty when there is no such webhook
     */
    OptionalInt replaySince(Access access, UUID webhook, Since since);

    /** @param before where the page before ended */
    record Wanted(int limit, Optional<Position> before, Optional<Delivery.State> state) {}

    record Position(Instant at, UUID id) {}

    record Since(Instant time, Which which) {}

    enum Which {
        FAILED,
        ALL
    }

    /** What came of it. */
    sealed interface Replay {
        record Queued(Delivery delivery) implements Replay {}

        /** It is on its way already. */
        record StillOpen() implements Replay {}

        record NotFound() implements Replay {}
    }
}
