package dev.mailmoor.server.workspace;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7): new rows land side by side in an index, and those that one process makes are in
 * the order of their making (§6.2, method 1).
 */
public final class TimeOrderedId {
    private static final int COUNTER_BITS = 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private TimeOrderedId() {}

    public static UUID next() {
        long fresh = System.currentTimeMillis() << COUNTER_BITS | RANDOM.nextInt(1 << (COUNTER_BITS - 1));
        long place = LAST.updateAndGet(last -> Math.max(last + 1, fresh));
        long high = place >>> COUNTER_BITS << 16 | 0x7000 | place & (1 << COUNTER_BITS) - 1;
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
