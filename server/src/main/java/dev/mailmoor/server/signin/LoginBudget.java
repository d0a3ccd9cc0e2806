package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Paces logins to one server (name and port) over all processes. */
public interface LoginBudget {
    /** Reserves so many logins at each server; each reservation says when its first may start and how far apart the rest are. */
    Map<String, Reservation> reserve(Map<String, Integer> loginsByServer);

    /** Counts one login of a person's own test: it goes at once, and the others move back. */
    void takeFirst(Endpoint endpoint);

    /** The key of a server's budget: {@code host:port} in lower case. */
    static String serverKey(Endpoint endpoint) {
        return endpoint.host().toLowerCase(java.util.Locale.ROOT) + ":" + endpoint.port();
    }

    record Reservation(Instant first, Duration spacing) {}
}
