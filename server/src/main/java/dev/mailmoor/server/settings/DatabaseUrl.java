package dev.mailmoor.server.settings;

import dev.mailmoor.protocol.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where an external database is, in the form of JDBC or of libpq; user and password are taken out of it. */
final class DatabaseUrl {
    private static final String WANTED = "must be a URL such as postgres://user:password@host:5432/database";

    private DatabaseUrl() {}

    static Parsed<Settings.ExternalDatabase> parse(Given given) {
        String text = given.text().strip();
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        if (!plain.startsWith("postgres://") && !plain.startsWith("postgresql://")) {
            return Parsed.bad(WANTED);
        }
        try {
            return read(new URI(plain));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Parsed.bad(WANTED);
        }
    }

    private static Parsed<Settings.ExternalDatabase> read(URI uri) {
        String authority = uri.getRawAuthority();
        String path = uri.getRawPath();
        if (authority == null || path == null || path.length() < 2) {
            return Parsed.bad(WANTED);
        }
        int at = authority.lastIndexOf('@');
        Login login = at < 0 ? new Login(Optional.empty(), Optional.empty()) : login(authority.substring(0, at));
        Query query = query(uri.getRawQuery());
        String url = "jdbc:postgresql://" + authority.substring(at + 1) + path + query.rest();
        return Parsed.good(new Settings.ExternalDatabase(
                url, login.user().or(query.login()::user), login.password().or(query.login()::password)));
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new Login(Optional.of(decode(userInfo)), Optional.empty())
                : new Login(
                        Optional.of(decode(userInfo.substring(0, colon))),
                        Optional.of(Secret.of(decode(userInfo.substring(colon + 1)))));
    }

    private static Query query(@Nullable String raw) {
        Optional<String> user = Optional.empty();
        Optional<Secret> password = Optional.empty();
        List<String> others = new ArrayList<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            if (pair.startsWith("user=")) {
                user = Optional.of(decode(pair.substring("user=".length())));
            } else if (pair.startsWith("password=")) {
                password = Optional.of(Secret.of(decode(pair.substring("password=".length()))));
            } else if (!pair.isEmpty()) {
                others.add(pair);
            }
        }
        return new Query(new Login(user, password), others.isEmpty() ? "" : "?" + String.join("&", others));
    }

    private static String decode(String text) {
        // A plus is a plus in a URL's user part; only forms mean a space by it.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private record Login(Optional<String> user, Optional<Secret> password) {}

    private record Query(Login login, String rest) {}
}
