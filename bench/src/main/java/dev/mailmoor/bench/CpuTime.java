package dev.mailmoor.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of this whole process: every thread, the compiler and the collector included. */
final class CpuTime {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuTime() {}

    static double millis() {
        return SYSTEM.getProcessCpuTime() / 1e6;
    }
}
