package dev.mailmoor.server.settings;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.wire.Cidr;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the kinds of values that keys have. */
final class Values {
    private static final Duration LONGEST = Duration.ofDays(365);
    /** A whole sign-in ends after 40 s, within the lease on its channel: more than this could never be waited for. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    private static final int API_KEY_LENGTH = 32;

    private Values() {}

    static Parsed<String> text(Given given) {
        return Parsed.good(given.text());
    }

    static Parsed<Secret> secret(Given given) {
        return Parsed.good(Secret.of(given.text()));
    }

    /** Without outer blanks: no HTTP header could bring them (RFC 9110 §5.5). */
    static Parsed<Secret> apiKey(Given given) {
        String text = given.text().strip();
        return text.length() < API_KEY_LENGTH
                ? Parsed.bad("must have " + API_KEY_LENGTH + " characters or more")
                : Parsed.good(Secret.of(text));
    }

    static Parsed<Integer> port(Given given) {
        try {
            int port = Integer.parseInt(given.text());
            if (port >= 1 && port <= 65_535) {
                return Parsed.good(port);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        return Parsed.bad("must be a port from 1 to 65535");
    }

    static Parsed<String> bind(Given given) {
        if (given.text().equals("localhost")) {
            return Parsed.good("127.0.0.1");
        }
        try {
            return Parsed.good(InetAddress.ofLiteral(given.text()).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Parsed.bad("must be an IP address of this machine, 127.0.0.1 or 0.0.0.0 for two");
        }
    }

    static Parsed<Boolean> yesOrNo(Given given) {
        return switch (given.text().toLowerCase(Locale.ROOT)) {
            case "true" -> Parsed.good(true);
            case "false" -> Parsed.good(false);
            default -> Parsed.bad("must be true or false");
        };
    }

    static Parsed<Double> rate(Given given) {
        try {
            double rate = Double.parseDouble(given.text());
            if (rate >= 0.01 && rate <= 1_000_000) {
                return Parsed.good(rate);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        return Parsed.bad("must be a number of logins a second, from 0.01 to 1000000");
    }

    static Parsed<Duration> interval(Given given) {
        return duration(given, LONGEST);
    }

    static Parsed<Duration> timeout(Given given) {
        return duration(given, LONGEST_TIMEOUT);
    }

    private static Parsed<Duration> duration(Given given, Duration longest) {
        return PlainDuration.parse(given.text())
                .filter(duration -> !duration.isZero() && duration.compareTo(longest) <= 0)
                .map(Parsed::good)
                .orElseGet(() -> Parsed.bad(
                        "must be a duration such as 30s, 5m, 72h or 3d, from 1s to " + PlainDuration.format(longest)));
    }

    static Parsed<List<Cidr>> blocks(Given given) {
        List<Cidr> blocks = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String part : given.text().split("[,\\s]+", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            try {
                blocks.add(Cidr.parse(part));
            } catch (IllegalArgumentException e) {
                wrong.add('"' + part + '"');
            }
        }
        return wrong.isEmpty()
                ? Parsed.good(List.copyOf(blocks))
                : Parsed.bad("must be CIDR blocks such as 10.0.0.0/8 or fd00::/8, with commas between them; "
                        + String.join(" and ", wrong) + (wrong.size() == 1 ? " is none" : " are none"));
    }

    static Parsed<URI> webUrl(Given given) {
        return url(given, Set.of("http", "https"))
                .filter(uri -> uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null)
                .map(uri -> Parsed.good(URI.create(uri.toString().replaceAll("/+$", ""))))
                .orElseGet(() -> Parsed.bad("must be a URL such as https://mail.example.com"));
    }

    static Parsed<URI> supportUrl(Given given) {
        if (given.text().startsWith("mailto:") && given.text().indexOf('@') > 0) {
            return parseUri(given.text()).map(Parsed::good).orElseGet(() -> Parsed.bad("must be a mailto: URL"));
        }
        return url(given, Set.of("http", "https"))
                .map(Parsed::good)
                .orElseGet(
                        () -> Parsed.bad("must be a URL such as https://help.example.com or mailto:help@example.com"));
    }

    private static Optional<URI> url(Given given, Set<String> schemes) {
        return parseUri(given.text())
                .filter(uri -> uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null);
    }

    private static Optional<URI> parseUri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Parsed<String> email(Given given) {
        String text = given.text();
        int at = text.lastIndexOf('@');
        boolean plausible = at > 0 && at < text.length() - 1 && text.chars().noneMatch(c -> c <= ' ');
        return plausible ? Parsed.good(text) : Parsed.bad("must be an email address");
    }

    static Parsed<Path> path(Given given) {
        try {
            return Parsed.good(
                    given.base().resolve(given.text()).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Parsed.bad("must be the path of a file");
        }
    }

    static Parsed<Path> certificates(Given given) {
        return path(given).then(file -> {
            try (InputStream in = Files.newInputStream(file)) {
                boolean none = CertificateFactory.getInstance("X.509")
                        .generateCertificates(in)
                        .isEmpty();
                return none ? Parsed.bad("names a file without a certificate: " + file) : Parsed.good(file);
            } catch (IOException e) {
                return Parsed.bad("names a file that cannot be read: " + file);
            } catch (CertificateException e) {
                return Parsed.bad("names a file that is not PEM certificates: " + file);
            }
        });
    }

    static Parsed<KeySource> keySource(Given given) {
        String text = given.text();
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            Given file = new Given(text.substring("file:".length()), given.source(), given.base());
            return path(file).then(path -> Parsed.good(new KeySource.InFile(path)));
        }
        if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
            return Parsed.good(new KeySource.InEnvironment(text.substring("env:".length())));
        }
        return Parsed.bad("must be file:PATH or env:NAME");
    }
}
