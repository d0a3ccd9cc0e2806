package dev.mailmoor.server.webhook;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that is told of events.
 *
 * @param events of {@link EventTypes#ALL}; none means all
 * @param version counts changes by people
 */
public record Webhook(
        WorkspaceId workspace,
        UUID id,
        String url,
        List<String> events,
        Switch enabled,
        Made made,
        Health health,
        Backlog backlog,
        SecretState secret,
        long version) {

    /** Nothing is sent to one that is off; what waits for it then waits on. */
    public sealed interface Switch {
        record On() implements Switch {}

        /** @param why a plain sentence, empty when a person switched it off */
        record Off(String why) implements Switch {}
    }

    public record Made(Instant at, String by) {}

    /**
     * How it went lately.
     *
     * @param failures in a row, of whatever deliveries
     * @param failingSince when the first of them was
     * @param lastFailure what the last of them was, in a few words
     * @param heldUntil nothing is sent before: it failed too often
     * @param deliveredAt when it last took something
     */
    public record Health(
            int failures,
            Optional<Instant> failingSince,
            String lastFailure,
            Optional<Instant> heldUntil,
            Optional<Instant> deliveredAt) {}

    /**
     * @param waiting deliveries that are still to be made, counted up to 10,000
     * @param failed those given up, likewise
     */
    public record Backlog(long waiting, long failed) {}

    /** @param oldUntil until then everything is signed with the secret before as well */
    public record SecretState(long version, Optional<Instant> oldUntil) {}

    public enum Standing {
        HEALTHY,
        FAILING,
        DISABLED
    }

    public Standing standing() {
        if (enabled instanceof Switch.Off) {
            return Standing.DISABLED;
        }
        return health.failures() > 0 ? Standing.FAILING : Standing.HEALTHY;
    }
}
