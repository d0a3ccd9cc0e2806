package dev.mailmoor.bench;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * The whole path of a due channel, in the real service: claimed, checked over TLS 1.3 with a P-256 chain, judged, written
 * back. More is due than can be checked, so the service is as fast as it can be.
 */
final class PathBench {
    private static final double MOST_MILLIS = 0.9;
    private static final double LEAST_A_SECOND = 1_500;

    private PathBench() {}

    static void run(boolean quick) throws IOException, InterruptedException {
        run(quick ? new Effort(2_000, 4, 2, 2) : new Effort(20_000, 60, 12, 10));
    }

    /** @param warmUp in seconds, as are {@code windowSeconds} */
    record Effort(int mailboxes, int warmUp, int windows, int windowSeconds) {}

    static void run(Effort effort) throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);
        try (StubServer stub =
                StubServer.start(authority, StubServer.Tickets.NONE).orElse(null)) {
            if (stub == null) {
                return;
            }
            // A quiet channel is due again after a second: there is always more to do.
            try (ServiceFolder folder = new ServiceFolder(authority.rootPem(), Duration.ofSeconds(1))) {
                System.out.printf("Filling a data folder with %,d mailboxes…%n", effort.mailboxes);
                Seed.fill(folder, effort.mailboxes, stub.port(), 1);
                try (ServiceProcess service = ServiceProcess.start(folder)) {
                    measure(service, stub, effort);
                }
            }
        }
    }

    private static void measure(ServiceProcess service, StubServer stub, Effort effort)
            throws IOException, InterruptedException {
        System.out.printf("Warming up for %d seconds…%n", effort.warmUp);
        Thread.sleep(Duration.ofSeconds(effort.warmUp));
        double[] cpu = new double[effort.windows];
        double[] rate = new double[effort.windows];
        double[] stubs = new double[effort.windows];
        for (int window = 0; window < effort.windows; window++) {
            Snapshot before = Snapshot.of(service, stub);
            Thread.sleep(Duration.ofSeconds(effort.windowSeconds));
            Snapshot after = Snapshot.of(service, stub);
            cpu[window] = after.cpuMillisSince(before);
            rate[window] = after.rateSince(before);
            stubs[window] = after.stubMillisSince(before);
            System.out.printf(
                    Locale.ROOT, "  %.3f CPU-ms, %.0f a second   (%s)%n", cpu[window], rate[window], Machine.now());
        }
        System.out.printf(
                "Whole path of a due channel; medians of %d windows of %d s. PostgreSQL and the stub are other processes,%n"
                        + "not counted, on the same cores.%n",
                effort.windows, effort.windowSeconds);
        System.out.println(Goal.atMost(MOST_MILLIS, "CPU-ms", "the service, for each channel")
                .told(Contest.median(cpu)));
        System.out.println(
                Goal.atLeast(LEAST_A_SECOND, "channels/s", "channels a second").told(Contest.median(rate)));
        System.out.printf(
                Locale.ROOT,
                "  of the same cores the stub, which stands for the rest of the world, takes %.3f CPU-ms for each (%s)%n",
                Contest.median(stubs),
                stub.library());
        System.out.printf(Locale.ROOT, "  resident memory of the service: %.0f MiB%n", service.residentMebibytes());
    }

    private record Snapshot(Duration cpu, Duration stub, long logins, long nanos) {
        static Snapshot of(ServiceProcess service, StubServer stub) throws IOException {
            return new Snapshot(service.cpu(), stub.cpu(), stub.seen().logins(), System.nanoTime());
        }

        double cpuMillisSince(Snapshot before) {
            return cpu.minus(before.cpu).toNanos() / 1e6 / (logins - before.logins);
        }

        double stubMillisSince(Snapshot before) {
            return stub.minus(before.stub).toNanos() / 1e6 / (logins - before.logins);
        }

        double rateSince(Snapshot before) {
            return (logins - before.logins) * 1e9 / (nanos - before.nanos);
        }
    }
}
