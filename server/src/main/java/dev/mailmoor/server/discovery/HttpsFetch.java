package dev.mailmoor.server.discovery;

import dev.mailmoor.server.outbound.GuardedHttp;
import dev.mailmoor.server.outbound.WebAnswer;
import dev.mailmoor.server.outbound.WebRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches small documents from strangers by https and nothing else, over a few redirects. */
final class HttpsFetch {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration ALL = Duration.ofSeconds(6);

    private final GuardedHttp web;

    HttpsFetch(GuardedHttp web) {
        this.web = web;
    }

    /** What came. */
    sealed interface Fetched {
        record Document(byte[] bytes) implements Fetched {}

        /** @param why a few plain words */
        record Nothing(String why) implements Fetched {}
    }

    Fetched get(URI place, Deadline deadline) {
        return follow(place, Optional.empty(), deadline.within(ALL));
    }

    Fetched post(URI place, String xml, Deadline deadline) {
        return follow(place, Optional.of(xml), deadline.within(ALL));
    }

    private Fetched follow(URI first, Optional<String> body, Deadline deadline) {
        URI place = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Step step = ask(place, body, deadline);
            switch (step) {
                case Step.Done(Fetched fetched) -> {
                    return fetched;
                }
                case Step.Elsewhere(URI next) -> place = next;
            }
        }
        return new Fetched.Nothing("too many redirects");
    }

    private sealed interface Step {
        record Done(Fetched fetched) implements Step {}

        record Elsewhere(URI place) implements Step {}
    }

    private Step ask(URI place, Optional<String> body, Deadline deadline) {
        if (deadline.passed()) {
            return done("no time was left");
        }
        return switch (web.ask(request(place, body, deadline))) {
            case WebAnswer.Came came -> read(place, came);
            case WebAnswer.Failed failed -> done(failed.why());
        };
    }

    private static WebRequest request(URI place, Optional<String> body, Deadline deadline) {
        WebRequest.Limits limits = new WebRequest.Limits(deadline.left(), SILENCE, MOST_BYTES);
        return body.map(xml -> WebRequest.post(
                        place,
                        Map.of("Content-Type", "text/xml; charset=UTF-8"),
                        xml.getBytes(StandardCharsets.UTF_8),
                        limits))
                .orElseGet(() -> WebRequest.get(place, limits));
    }

    private static Step read(URI place, WebAnswer.Came came) {
        if (REDIRECTS.contains(came.status())) {
            return elsewhere(place, came.header("Location"));
        }
        if (came.status() != 200) {
            return done("it answers with status " + came.status());
        }
        return came.extent() == WebAnswer.Extent.CUT
                ? done("it answers too much")
                : new Step.Done(new Fetched.Document(came.body()));
    }

    private static Step elsewhere(URI place, Optional<String> location) {
        try {
            URI next = place.resolve(location.orElse(""));
            boolean good =
                    "https".equalsIgnoreCase(next.getScheme()) && next.getHost() != null && next.getUserInfo() == null;
            return good && location.isPresent()
                    ? new Step.Elsewhere(next)
                    : done("it redirects to where we do not follow");
        } catch (IllegalArgumentException e) {
            return done("it redirects to nowhere");
        }
    }

    private static Step done(String why) {
        return new Step.Done(new Fetched.Nothing(why));
    }
}
