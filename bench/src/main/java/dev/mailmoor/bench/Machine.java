package dev.mailmoor.bench;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when something was measured: on a machine that others use too, numbers mean little without it. */
final class Machine {
    private Machine() {}

    static String now() {
        return "%s, %d cores, load average %.1f, JDK %s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.version());
    }
}
