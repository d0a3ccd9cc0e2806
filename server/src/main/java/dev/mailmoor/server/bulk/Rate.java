package dev.mailmoor.server.bulk;

import java.time.Duration;

/** Rows a second, lately: a mean in which the last half minute counts most. */
final class Rate {
    private static final double MEMORY_NANOS = Duration.ofSeconds(15).toNanos();

    private long last = System.nanoTime();
    private final long start = last;
    private double perNano;

    /** @return rows a second */
    synchronized double with(int rows) {
        long now = System.nanoTime();
        double gap = Math.max(1, now - last);
        double known = Math.min(MEMORY_NANOS, Math.max(1, last - start));
        double weight = gap / (gap + known);
        perNano = perNano * (1 - weight) + rows / gap * weight;
        last = now;
        return perNano * Duration.ofSeconds(1).toNanos();
    }
}
