package dev.mailmoor.server.outbound;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of a question. Redirects are answers like any other. */
public sealed interface WebAnswer {
    /**
     * @param headers by their names in lower case
     * @param extent whether {@code body} is all of it
     */
    record Came(int status, Map<String, List<String>> headers, byte[] body, Extent extent) implements WebAnswer {
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }
    }

    /** @param why a few plain words that follow on the server's name, without anything that it said */
    record Failed(Failure failure, String why) implements WebAnswer {}

    enum Extent {
        WHOLE,
        CUT
    }

    enum Failure {
        /** The network guard said no, or it was to be {@code http} outside of the allowed networks. */
        NOT_ALLOWED,
        NO_SUCH_HOST,
        NO_TRUST,
        TOO_SLOW,
        NO_ANSWER
    }
}
