package dev.mailmoor.protocol;

import java.util.Optional;

/** Names and secrets that line-based protocols cannot carry, or that would smuggle commands in. */
final class Unsendable {
    private Unsendable() {}

    /** A sentence about what is wrong; empty when all can be sent. */
    static Optional<String> in(LoginRequest request) {
        if (request.username().chars().anyMatch(Character::isISOControl)) {
            return Optional.of("a username with control characters cannot be sent");
        }
        if (request.sender().isPresent() && request.sender().get().chars().anyMatch(Unsendable::isForbiddenInSender)) {
            return Optional.of("a sender with control characters, blanks or brackets cannot be sent");
        }
        if (request.credentials().kind() == Credentials.Kind.BEARER_TOKEN
                && request.secret().open(Unsendable::isNoToken)) {
            return Optional.of("what was given as a token is none");
        }
        return request.secret().open(Unsendable::breaksALine)
                ? Optional.of("a password with a line break or NUL cannot be sent")
                : Optional.empty();
    }

    private static boolean isForbiddenInSender(int c) {
        return Character.isISOControl(c) || c == ' ' || c == '<' || c == '>';
    }

    /** RFC 6750 §2.1, and any other character that can be seen; blanks and control characters would end it early. */
    private static boolean isNoToken(byte[] token) {
        for (byte b : token) {
            if (b <= ' ' || b == 0x7F) {
                return true;
            }
        }
        return token.length == 0;
    }

    private static boolean breaksALine(byte[] secret) {
        for (byte b : secret) {
            if (b == 0 || b == '\r' || b == '\n') {
                return true;
            }
        }
        return false;
    }
}
