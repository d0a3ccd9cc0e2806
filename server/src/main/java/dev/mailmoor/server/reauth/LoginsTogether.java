package dev.mailmoor.server.reauth;

import dev.mailmoor.server.signin.LoginBudget;
import dev.mailmoor.server.signin.LoginBudget.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Logins that begin at several servers at once: none is booked at one that another has no room for. */
final class LoginsTogether {
    private LoginsTogether() {}

    record Pace(Duration horizon, double atLeastPerSecond) {}

    /** The slowest server is asked first, the others only for what it grants: what is booked and left starves others. */
    static List<Instant> reserve(LoginBudget budget, List<String> servers, int logins, Pace pace) {
        List<Reservation> booked = new ArrayList<>();
        int granted = logins;
        for (String server : slowestFirst(budget, servers)) {
            if (granted > 0) {
                Reservation one = Objects.requireNonNull(
                        budget.reserve(Map.of(server, granted), pace.horizon, pace.atLeastPerSecond)
                                .get(server));
                granted = Math.min(granted, one.granted());
                booked.add(one);
            }
        }
        return IntStream.range(0, granted)
                .mapToObj(number -> start(booked, number))
                .toList();
    }

    private static List<String> slowestFirst(LoginBudget budget, List<String> servers) {
        return servers.stream()
                .sorted(Comparator.comparingDouble(budget::usualPerSecond))
                .toList();
    }

    private static Instant start(List<Reservation> booked, int number) {
        return booked.stream()
                .map(one -> one.start(number))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
