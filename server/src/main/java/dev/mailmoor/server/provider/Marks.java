package dev.mailmoor.server.provider;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a provider is known by. Names are in lower case; each stands for itself and everything below it.
 *
 * @param domains of addresses; a company's own domain at a provider is found by its servers or its mail exchangers
 * @param hosts of mail servers
 * @param exchangers of the hosts that take its domains' mail in (MX)
 * @param greetings found anywhere in a server's greeting or its answer to ID
 */
public record Marks(List<String> domains, List<String> hosts, List<String> exchangers, List<Pattern> greetings) {
    static final Marks NONE = new Marks(List.of(), List.of(), List.of(), List.of());

    Marks with(Marks further) {
        return new Marks(
                both(domains, further.domains),
                both(hosts, further.hosts),
                both(exchangers, further.exchangers),
                both(greetings, further.greetings));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
