package dev.mailmoor.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One event on its way to one webhook.
 *
 * @param event its id is sent as {@code webhook-id}, however often it is sent
 * @param attempts since it was queued, or last replayed
 * @param nextAt when it is tried next; empty while an earlier one of the same mailbox is open, and when it is done
 */
public record Delivery(
        UUID id,
        UUID event,
        String type,
        State state,
        Instant createdAt,
        int attempts,
        Optional<Instant> nextAt,
        Optional<LastTry> last) {
    public enum State {
        /** Behind an earlier one of the same mailbox. */
        QUEUED,
        WAITING,
        DELIVERED,
        FAILED;

        /** The word of the API and the tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param status of the answer; empty when none came
     * @param response its first KiB, as text
     * @param failure why it was no success, in a few words; empty when it was
     */
    public record LastTry(Instant at, Duration took, Optional<Integer> status, String response, String failure) {}
}
