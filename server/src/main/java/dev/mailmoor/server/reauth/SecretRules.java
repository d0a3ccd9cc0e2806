package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a secret may be. It is never trimmed or changed: a blank at its end may belong to it. */
final class SecretRules {
    static final String MISSING = "Enter the password.";
    static final String NEVER_TRAVELS =
            "Enter the password: the stored one is for the server and the user name as they were, and never goes to others.";
    static final String GRANT_STAYS =
            "The OAuth grant is for the servers as they are. Enter the password for the new ones, or connect the mailbox anew.";
    static final String ONE_OF_BOTH = "A mailbox signs in with passwords or by an OAuth grant: give one of them.";
    private static final int MAX_BYTES = 4_096;
    private static final Pattern APP_PASSWORD = Pattern.compile("[a-z0-9]{4}([ -]?[a-z0-9]{4}){3}");

    private SecretRules() {}

    /** Adds a fault when it cannot be sent to a server. */
    static void check(String field, Secret secret, Faults faults) {
        secret.open(SecretRules::fault).ifPresent(message -> faults.add(field, message));
    }

    private static Optional<String> fault(byte[] utf8) {
        if (utf8.length == 0) {
            return Optional.of(MISSING);
        }
        if (utf8.length > MAX_BYTES) {
            return Optional.of("A password may have at most 4,096 bytes; this is longer.");
        }
        for (byte b : utf8) {
            if (b == '\r' || b == '\n' || b == 0) {
                return Optional.of("A password is one line: this one holds a line break or a null character.");
            }
        }
        return Optional.empty();
    }

    /** Sixteen characters, perhaps in four groups, as the large providers make them. */
    static boolean looksLikeAppPassword(Secret secret) {
        return secret.reveal(text -> APP_PASSWORD.matcher(text).matches());
    }
}
