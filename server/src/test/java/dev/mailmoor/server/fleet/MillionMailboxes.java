package dev.mailmoor.server.fleet;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Measures lists, filters and searches on a database that holds a large fleet; run by hand:
 * {@code java … MillionMailboxes jdbc:postgresql://host/db user password workspace}.
 */
final class MillionMailboxes {
    private static final int ROUNDS = 25;

    private final SeededFleet seeded;
    private final Map<String, List<Long>> took = new TreeMap<>();

    private MillionMailboxes(SeededFleet seeded) {
        this.seeded = seeded;
    }

    public static void main(String[] arguments) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[0]);
        pool.setUsername(arguments[1]);
        pool.setPassword(arguments[2]);
        try (HikariDataSource source = new HikariDataSource(pool)) {
            new MillionMailboxes(new SeededFleet(source, new WorkspaceId(UUID.fromString(arguments[3])))).measure();
        }
    }

    private void measure() {
        for (int round = 0; round < ROUNDS; round++) {
            boolean counts = round > ROUNDS / 5;
            for (Order order : Order.values()) {
                page(counts, "first " + order, filter("", "", "", ""), order);
                page(counts, "lost " + order, filter("auth-lost", "", "", ""), order);
                page(counts, "provider " + order, filter("", "microsoft", "", ""), order);
                page(counts, "rare provider " + order, filter("", "fastmail", "", ""), order);
                page(counts, "tag " + order, filter("", "", "team-17", ""), order);
                page(counts, "state, provider, tag " + order, filter("connected", "gmail", "eu", ""), order);
                page(counts, "common word " + order, filter("", "", "", "northwind"), order);
                page(counts, "rare word " + order, filter("", "", "", "user04711" + round % 10), order);
                page(counts, "nothing " + order, filter("", "", "", "nosuchword"), order);
                page(counts, "clustered word " + order, filter("", "", "", "zebra"), order);
                page(counts, "unicode " + order, filter("", "", "", "åkerström"), order);
                page(counts, "two letters " + order, filter("", "", "", "us"), order);
                page(counts, "percent " + order, filter("", "", "", "100%"), order);
            }
            deep(counts);
            time(counts, "counts", () -> seeded.fleet.counts(seeded.workspace));
            time(counts, "providers", () -> seeded.fleet.providers(seeded.workspace));
        }
        took.forEach((what, nanos) ->
                System.out.printf("%-40s p50 %6.1f ms   p95 %6.1f ms%n", what, at(nanos, 0.5), at(nanos, 0.95)));
        List<Long> all = took.values().stream().flatMap(List::stream).toList();
        System.out.printf("%-40s p50 %6.1f ms   p95 %6.1f ms%n", "all", at(all, 0.5), at(all, 0.95));
    }

    private void deep(boolean counts) {
        Optional<String> cursor =
                Optional.of(new Place(Place.Way.ON, Order.ADDRESS, 0, "user0900000@kestrel.example").cursor());
        time(
                counts,
                "deep page",
                () -> seeded.fleet.list(
                        seeded.workspace, filter("", "", "", ""), Order.ADDRESS, new Fleet.PageRequest(50, cursor)));
    }

    private void page(boolean counts, String what, MailboxFilter filter, Order order) {
        time(
                counts,
                what,
                () -> seeded.fleet.list(seeded.workspace, filter, order, new Fleet.PageRequest(50, Optional.empty())));
    }

    private void time(boolean counts, String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        if (counts) {
            took.computeIfAbsent(what, _ -> new ArrayList<>()).add(System.nanoTime() - start);
        }
    }

    private static double at(List<Long> nanos, double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1e6;
    }

    private static MailboxFilter filter(String state, String provider, String tag, String q) {
        return new MailboxFilter(
                given(state).map(MailboxState::ofWord), given(provider), given(tag), Optional.empty(), given(q));
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
