package dev.mailmoor.server.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long an access token is used.
 *
 * @param renewAt a tenth to a fifth of its life before its end, so that a fleet that was granted together renews spread out
 */
record Life(Instant renewAt, Instant expiresAt) {
    private static final Duration UNTOLD = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);

    static Life of(NewGrant grant, RandomGenerator random) {
        Duration whole = Duration.between(grant.issuedAt(), grant.expiresAt());
        long margin = whole.toMillis() / 10;
        long early = margin + (margin > 0 ? random.nextLong(margin) : 0);
        return new Life(grant.expiresAt().minusMillis(early), grant.expiresAt());
    }

    /** @param seconds as told; 0 when nothing was told (RFC 6749 §5.1) */
    static Duration told(long seconds) {
        Duration told = seconds <= 0 ? UNTOLD : Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
        return told.compareTo(LONGEST) < 0 ? told : LONGEST;
    }
}
