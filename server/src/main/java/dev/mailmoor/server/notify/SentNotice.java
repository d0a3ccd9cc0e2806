package dev.mailmoor.server.notify;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail to somebody and what became of it.
 *
 * @param kind {@code lost}, {@code reminder}, {@code restored}, {@code incident}, {@code import}, {@code test}, or another
 *     room's word
 * @param attempts how often it was handed to the relay, or tried to
 * @param subject empty until it is sent
 * @param failure why it did not go, in a plain sentence; empty when nothing went wrong
 */
public record SentNotice(
        UUID id,
        String kind,
        String recipient,
        Audience audience,
        Fate fate,
        int attempts,
        Instant madeAt,
        Optional<Instant> endedAt,
        String subject,
        String failure) {
    /** What became of it. */
    public enum Fate {
        WAITING,
        SENT,
        /** It was not true any more when its turn came. */
        WITHDRAWN,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Fate of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
