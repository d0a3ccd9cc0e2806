package dev.mailmoor.server.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** How long to wait before the next try. */
final class RetryPace {
    /** From when it was queued. */
    static final Duration GIVE_UP = Duration.ofDays(3);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3));
    /** A receiver does not put itself off for longer than this. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private static final double SPREAD = 0.2;

    /** So many failures in a row of whatever deliveries, and the webhook is left alone as a whole for a while. */
    private static final int HOLD_AFTER = 5;

    private static final List<Duration> HOLDS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    private RetryPace() {}

    /**
     * @param attempts made so far, at least one
     * @param chance from 0 to 1: spreads the wait by a fifth to both sides
     * @param asked what the receiver asked for
     */
    static Duration afterAttempts(int attempts, double chance, Optional<Duration> asked) {
        Duration usual = WAITS.get(Math.min(attempts, WAITS.size()) - 1);
        long millis = Math.round(usual.toMillis() * (1 - SPREAD + 2 * SPREAD * chance));
        return longer(Duration.ofMillis(millis), asked);
    }

    /** How long the webhook as a whole is left alone. @param failures in a row, at least one */
    static Optional<Duration> hold(int failures, Optional<Duration> asked) {
        if (failures < HOLD_AFTER) {
            return asked;
        }
        return Optional.of(longer(HOLDS.get(Math.min(failures - HOLD_AFTER, HOLDS.size() - 1)), asked));
    }

    static boolean wasHeld(int failures) {
        return failures >= HOLD_AFTER;
    }

    private static Duration longer(Duration usual, Optional<Duration> asked) {
        return asked.filter(wish -> wish.compareTo(usual) > 0).orElse(usual);
    }

    /** {@code Retry-After} (RFC 9110 §10.2.3): seconds or a date. */
    static Optional<Duration> asked(Optional<String> header, Instant now) {
        return header.map(String::strip)
                .flatMap(text -> read(text, now))
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wait);
    }

    private static Optional<Duration> read(String text, Instant now) {
        try {
            return text.matches("\\d{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                    : Optional.of(Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
