package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.server.signin.LoginBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginsTogetherTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Each server grants what stands in the table, one a second. */
    private static final class Table implements LoginBudget {
        final Map<String, Integer> grants = new HashMap<>();
        final Map<String, Integer> asked = new HashMap<>();

        @Override
        public Map<String, Reservation> reserve(Map<String, Integer> logins, Duration horizon, double atLeast) {
            Map<String, Reservation> booked = new HashMap<>();
            logins.forEach((server, count) -> {
                asked.put(server, count);
                int granted = Math.min(count, grants.getOrDefault(server, 0));
                booked.put(server, new Reservation(granted, NOW, Duration.ofSeconds(1)));
            });
            return booked;
        }

        @Override
        public double usualPerSecond(String server) {
            return grants.getOrDefault(server, 0);
        }

        @Override
        public void takeFirst(Endpoint endpoint) {
            throw new UnsupportedOperationException();
        }
    }

    private final Table budget = new Table();

    private List<Instant> reserve(int logins) {
        return LoginsTogether.reserve(
                budget, List.of("fast:993", "slow:465"), logins, new LoginsTogether.Pace(Duration.ofSeconds(2), 0));
    }

    @Test
    void theFasterServerIsAskedOnlyForWhatTheSlowerGrants() {
        budget.grants.putAll(Map.of("fast:993", 100, "slow:465", 3));
        assertThat(reserve(50)).containsExactly(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2));
        assertThat(budget.asked).containsEntry("slow:465", 50).containsEntry("fast:993", 3);
    }

    @Test
    void nothingIsBookedBesideAServerThatIsBookedUp() {
        budget.grants.put("fast:993", 100);
        assertThat(reserve(50)).isEmpty();
        assertThat(budget.asked).doesNotContainKey("fast:993");
    }
}
