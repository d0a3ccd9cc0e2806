package dev.mailmoor.server.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where people get help, as a workspace typed it. */
final class SupportPlace {
    private static final int LONGEST = 500;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private SupportPlace() {}

    /** Empty when it is none. */
    static Optional<URI> read(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text)).filter(SupportPlace::good);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean good(URI place) {
        boolean mail = "mailto".equals(place.getScheme())
                && place.getSchemeSpecificPart().indexOf('@') > 0;
        return mail || (SCHEMES.contains(String.valueOf(place.getScheme())) && place.getHost() != null);
    }

    static Optional<Template.Fault> fault(String text) {
        return text.isEmpty() || read(text).isPresent()
                ? Optional.empty()
                : Optional.of(new Template.Fault(
                        "supportUrl", "Enter an address such as https://help.example.com or mailto:help@example.com."));
    }
}
