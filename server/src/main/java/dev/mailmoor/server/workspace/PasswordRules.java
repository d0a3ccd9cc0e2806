package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;

/** What a person's own password must be like: long, and not the address. Nothing is trimmed or cut silently. */
final class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private PasswordRules() {}

    /** What is wrong with it, as a sentence; empty when it will do. */
    static Optional<String> fault(Secret password, String email) {
        return password.reveal(text -> fault(text, email));
    }

    private static Optional<String> fault(String text, String email) {
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return Optional.of("The password must have at least %d characters.".formatted(SHORTEST));
        }
        if (length > LONGEST) {
            return Optional.of("The password must have at most %d characters.".formatted(LONGEST));
        }
        if (text.strip().equalsIgnoreCase(email)) {
            return Optional.of("The password must not be the address.");
        }
        if (text.codePoints().distinct().count() < 4) {
            return Optional.of("The password must not be a few characters over and over.");
        }
        return Optional.empty();
    }
}
