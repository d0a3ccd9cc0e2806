package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.protocol.wire.Resolution;
import dev.mailmoor.server.outbound.Reach;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where webhooks may live. Looked at when one is saved, to tell at once; what counts is looked at with each delivery. */
@Component
class UrlRules {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int LONGEST = 2_000;

    private final NetworkGuard guard;

    UrlRules(Reach reach) {
        this.guard = new NetworkGuard(reach.allowed(), reach.names());
    }

    /** What is wrong with it, as a sentence. Asks the name service. */
    Optional<String> fault(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Optional.of("A URL of at most %d characters is needed.".formatted(LONGEST));
        }
        try {
            URI url = new URI(text);
            return shape(url).or(() -> place(url));
        } catch (URISyntaxException e) {
            return Optional.of("This is no URL.");
        }
    }

    private static Optional<String> shape(URI url) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (!https && !"http".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("The URL must begin with https://.");
        }
        if (url.getHost() == null) {
            return Optional.of("The URL must name a host; international names in their ASCII form.");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("No user and password in the URL: deliveries are signed instead.");
        }
        return url.getRawFragment() == null ? Optional.empty() : Optional.of("A URL with # leads to no other place.");
    }

    private Optional<String> place(URI url) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        return switch (guard.resolve(url, WITHIN)) {
            case Resolution.Allowed allowed ->
                https || allowed.onAllowedNetwork()
                        ? Optional.empty()
                        : Optional.of("https is needed outside of the allowed networks.");
            case Resolution.Forbidden(String detail) -> Optional.of("It is not allowed there: " + detail + ".");
            // The name may be made known later; it is looked up with each delivery, and checked anew.
            case Resolution.NotFound _, Resolution.NameServiceFailed _ ->
                https ? Optional.empty() : Optional.of("https is needed outside of the allowed networks.");
        };
    }
}
