package dev.mailmoor.bench;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How quick the pages of a large fleet are, and how much memory the service needs meanwhile: the real service, asked over
 * HTTP, while all its mailboxes are being checked.
 */
final class FleetBench {
    private static final double MOST_MILLIS = 100;
    private static final double MOST_MEBIBYTES = 1024;

    private final Effort effort;
    private final Map<String, List<Long>> took = new TreeMap<>();

    FleetBench(Effort effort) {
        this.effort = effort;
    }

    static void run(boolean quick) throws IOException, InterruptedException {
        new FleetBench(
                        quick
                                ? new Effort(5_000, Duration.ofMinutes(1), 2, 3)
                                : new Effort(1_000_000, Duration.ofHours(1), 5, 20))
                .run();
    }

    /** @param warmUp rounds that do not count */
    record Effort(int mailboxes, Duration interval, int warmUp, int rounds) {}

    void run() throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);
        try (StubServer stub =
                StubServer.start(authority, StubServer.Tickets.NONE).orElse(null)) {
            if (stub == null) {
                return;
            }
            try (ServiceFolder folder = new ServiceFolder(authority.rootPem(), effort.interval)) {
                System.out.printf("Filling a data folder with %,d mailboxes…%n", effort.mailboxes);
                Seed.fill(folder, effort.mailboxes, stub.port(), (int) effort.interval.toSeconds());
                try (ServiceProcess service = ServiceProcess.start(folder);
                        Visitor visitor = new Visitor(folder.url())) {
                    measure(service, stub, visitor);
                }
            }
        }
    }

    private void measure(ServiceProcess service, StubServer stub, Visitor visitor)
            throws IOException, InterruptedException {
        visitor.signIn();
        List<FleetPages.Page> pages = FleetPages.all();
        System.out.printf(
                "%d kinds of page, %d rounds after %d that do not count (%s)%n",
                pages.size(), effort.rounds, effort.warmUp, Machine.now());
        StubServer.Seen before = stub.seen();
        long began = System.nanoTime();
        for (int round = 0; round < effort.warmUp + effort.rounds; round++) {
            for (FleetPages.Page page : pages) {
                long nanos = visitor.nanosFor(page.path());
                if (round >= effort.warmUp) {
                    took.computeIfAbsent(page.kind(), _ -> new ArrayList<>()).add(nanos);
                }
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        tell(service, stub.seen().since(before).logins() / seconds);
    }

    private void tell(ServiceProcess service, double checksPerSecond) throws IOException {
        took.forEach((kind, nanos) -> System.out.printf(
                Locale.ROOT, "  %-44s p50 %6.1f ms   p95 %6.1f ms%n", kind, at(nanos, 0.5), at(nanos, 0.95)));
        List<Long> all = took.values().stream().flatMap(List::stream).toList();
        Map.Entry<String, List<Long>> slowest = took.entrySet().stream()
                .max(java.util.Comparator.comparingDouble(kind -> at(kind.getValue(), 0.95)))
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%,d mailboxes, pages over HTTP, %.0f checks a second meanwhile (%s)%n",
                effort.mailboxes,
                checksPerSecond,
                Machine.now());
        System.out.println(Goal.atMost(MOST_MILLIS, "ms", "all pages, p95").told(at(all, 0.95)));
        System.out.println(Goal.atMost(MOST_MILLIS, "ms", "slowest kind, p95: " + slowest.getKey())
                .told(at(slowest.getValue(), 0.95)));
        System.out.println(Goal.atMost(MOST_MEBIBYTES, "MiB", "resident memory of the service, at its peak")
                .told(service.peakMebibytes()));
    }

    private static double at(List<Long> nanos, double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1e6;
    }
}
