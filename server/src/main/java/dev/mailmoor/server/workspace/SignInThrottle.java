package dev.mailmoor.server.workspace;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Counts tries to sign in, for each account (10, then one a minute) and for each address they come from (40, then four a
 * minute). In memory and bounded: each process counts its own, and what was not used for longest is forgotten first.
 */
@Component
class SignInThrottle {
    private static final int MOST = 20_000;

    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    SignInThrottle(Clock clock) {
        this.time = new ClockMeter(clock);
    }

    /** Takes one try; false when there is none left. */
    boolean mayTry(String email, String from) {
        return bucket("from " + network(from), 40, 4).tryConsume(1)
                && bucket("account " + email, 10, 1).tryConsume(1);
    }

    /** Gives the try back: it was the right person. */
    void succeeded(String email, String from) {
        bucket("from " + network(from), 40, 4).addTokens(1);
        bucket("account " + email, 10, 1).addTokens(1);
    }

    private synchronized Bucket bucket(String key, int burst, int perMinute) {
        return buckets.computeIfAbsent(
                key,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** One household has a whole IPv6 network of 64 bits: it counts as one. */
    private static String network(String from) {
        try {
            byte[] address = InetAddress.ofLiteral(from).getAddress();
            return HexFormat.of().formatHex(address.length == 16 ? Arrays.copyOf(address, 8) : address);
        } catch (IllegalArgumentException e) {
            return "elsewhere";
        }
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
