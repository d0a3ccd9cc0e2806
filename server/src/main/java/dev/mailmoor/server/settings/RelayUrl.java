package dev.mailmoor.server.settings;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads where notices are handed to; the usual ports (RFC 8314, RFC 6409) stand in for one left out. */
final class RelayUrl {
    private static final String WANTED =
            "must be a URL such as smtp+starttls://user:secret@mail.example.com:587, smtps://… or smtp://…, with user and"
                    + " secret percent-encoded";

    private RelayUrl() {}

    static Parsed<Settings.Relay> parse(Given given) {
        try {
            return read(new URI(given.text().strip()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Parsed.bad(WANTED);
        }
    }

    private static Parsed<Settings.Relay> read(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean bare = (uri.getRawPath() == null || uri.getRawPath().matches("/?"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535 || !bare) {
            return Parsed.bad(WANTED);
        }
        return switch (scheme) {
            case "smtps" -> relay(uri, TlsMode.TLS, 465);
            case "smtp+starttls" -> relay(uri, TlsMode.STARTTLS, 587);
            case "smtp" -> relay(uri, TlsMode.NONE, 25);
            default -> Parsed.bad(WANTED);
        };
    }

    private static Parsed<Settings.Relay> relay(URI uri, TlsMode security, int usualPort) {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() < 0 ? usualPort : uri.getPort();
        String user = uri.getRawUserInfo();
        if (user == null || user.isEmpty()) {
            return Parsed.good(new Settings.Relay(security, host, port, Optional.empty()));
        }
        int colon = user.indexOf(':');
        return colon < 1
                ? Parsed.bad(WANTED)
                : Parsed.good(new Settings.Relay(
                        security,
                        host,
                        port,
                        Optional.of(new Settings.Relay.Login(
                                decode(user.substring(0, colon)), Secret.of(decode(user.substring(colon + 1)))))));
    }

    private static String decode(String text) {
        // A plus is a plus in a URL's user part; only forms mean a space by it.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
