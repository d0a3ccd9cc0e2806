package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Paces logins to one server (name and port) over all processes. Times are those of the service's clock. Best called
 * outside of a transaction: the rows of the servers stay locked until it ends.
 */
public interface LoginBudget {
    /**
     * Reserves logins at each server, as many as can start within {@code horizon} (at most 10 minutes) and no more than
     * are asked for; every server asked for has its answer.
     */
    default Map<String, Reservation> reserve(Map<String, Integer> loginsByServer, Duration horizon) {
        return reserve(loginsByServer, horizon, 0);
    }

    /** @param atLeastPerSecond how many logins a second each of them gets at least: somebody raised it for this once */
    Map<String, Reservation> reserve(Map<String, Integer> loginsByServer, Duration horizon, double atLeastPerSecond);

    /** How many logins a second a server usually gets. */
    double usualPerSecond(String server);

    /** Counts one login of a person's own test: it goes at once, and the others move back. */
    void takeFirst(Endpoint endpoint);

    /** The key of a server's budget: {@code host:port} in lower case. */
    static String serverKey(Endpoint endpoint) {
        return endpoint.host().toLowerCase(Locale.ROOT) + ":" + endpoint.port();
    }

    /**
     * @param granted how many may start; 0 when the server is booked up
     * @param first when the first of them may start
     * @param spacing how far apart they start; zero where nothing needs pacing
     */
    record Reservation(int granted, Instant first, Duration spacing) {
        /** When the one with this number, from 0 on, may start. */
        public Instant start(int number) {
            return first.plus(spacing.multipliedBy(number));
        }
    }
}
