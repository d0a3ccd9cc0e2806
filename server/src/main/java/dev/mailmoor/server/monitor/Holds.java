package dev.mailmoor.server.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where provider incidents are open at present.
 *
 * @param openedAt by place
 */
record Holds(Map<String, Instant> openedAt) {
    /** Within which mailboxes turn together, and after which quiet an incident is over. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    Hold at(Server server) {
        return new Hold(Stream.concat(Stream.of(server.place()), server.clientPlace().stream())
                .flatMap(place -> Stream.ofNullable(openedAt.get(place)))
                .min(Comparator.naturalOrder())
                .map(opened -> opened.minus(WINDOW)));
    }

    Set<String> places() {
        return openedAt.keySet();
    }
}
