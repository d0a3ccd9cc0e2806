package dev.mailmoor.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Runs one kind of check many times, some at once, on virtual threads. */
final class Rounds {
    private static final int AT_ONCE = 32;

    private Rounds() {}

    /** CPU milliseconds of this process for each check. */
    static double cpuMillisPerCheck(Runnable check, int checks) {
        double before = CpuTime.millis();
        run(check, checks);
        return (CpuTime.millis() - before) / checks;
    }

    static void run(Runnable check, int checks) {
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < checks; i++) {
                room.acquireUninterruptibly();
                threads.submit(() -> {
                    try {
                        check.run();
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }
}
