package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.wire.NetworkGuard;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host names as strangers publish them: taken only when they are names, never address literals or anything odd. */
final class ServerName {
    private static final int MAX_LENGTH = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The last label has a letter in it, so that no spelling of an IPv4 address passes. */
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private ServerName() {}

    static Optional<String> read(String published) {
        if (published.length() > MAX_LENGTH + 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(NetworkGuard.ascii(published.strip()))
                    .filter(name -> name.length() <= MAX_LENGTH)
                    .filter(name -> NAME.matcher(name).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Integer> port(String published) {
        String digits = published.strip();
        if (!digits.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }

    /** Without control characters, and not longer than any server takes. */
    static Optional<String> username(String published) {
        String name = published.strip();
        boolean good = !name.isEmpty()
                && name.length() <= 320
                && name.codePoints().noneMatch(Character::isISOControl)
                && name.indexOf('%') < 0;
        return good ? Optional.of(name) : Optional.empty();
    }
}
