package dev.mailmoor.server.workspace;

import java.util.Locale;
import java.util.Optional;

/** The address a person signs in with, in lower case. */
final class PersonEmail {
    private static final int MAX_LENGTH = 254;

    private PersonEmail() {}

    static Optional<String> parse(String text) {
        String canonical = text.strip().toLowerCase(Locale.ROOT);
        int at = canonical.indexOf('@');
        boolean shaped = at > 0
                && at == canonical.lastIndexOf('@')
                && at < canonical.length() - 1
                && canonical.length() <= MAX_LENGTH;
        boolean clean = canonical.chars().noneMatch(c -> c <= ' ' || c == 127 || "<>()[],;:\"\\".indexOf(c) >= 0);
        return shaped && clean ? Optional.of(canonical) : Optional.empty();
    }
}
