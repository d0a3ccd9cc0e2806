package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.util.Base64;

/**
 * The server's first message (RFC 5802 §7): {@code r=nonce,s=salt,i=iterations}, and extensions that may be passed over.
 *
 * @param iterations as written, however many
 */
record ScramServerFirst(
        String nonce,
        @SuppressWarnings("ArrayRecordComponent") byte[] salt,
        long iterations) {
    private static final int LONGEST = 2_000;
    private static final int MOST_DIGITS = 12;

    static ScramServerFirst read(String message, String ourNonce) throws AttemptEnded {
        String[] parts = message.length() > LONGEST ? new String[0] : message.split(",", -1);
        // An extension that must be understood comes first, as m=, and then this is not r=.
        if (parts.length < 3
                || !parts[0].startsWith("r=")
                || !parts[1].startsWith("s=")
                || !parts[2].startsWith("i=")) {
            throw garbled("what the server sent is not SCRAM");
        }
        String nonce = parts[0].substring(2);
        if (!nonce.startsWith(ourNonce) || nonce.length() == ourNonce.length()) {
            throw garbled("the server's nonce does not continue ours");
        }
        return new ScramServerFirst(nonce, salt(parts[1].substring(2)), number(parts[2].substring(2)));
    }

    private static byte[] salt(String base64) throws AttemptEnded {
        try {
            byte[] salt = Base64.getDecoder().decode(base64);
            if (salt.length > 0) {
                return salt;
            }
        } catch (IllegalArgumentException notBase64) {
            // As good as none.
        }
        throw garbled("the server's salt cannot be read");
    }

    private static long number(String digits) throws AttemptEnded {
        boolean readable = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!readable) {
            throw garbled("the server's number of iterations cannot be read");
        }
        return Long.parseLong(digits);
    }

    private static AttemptEnded garbled(String detail) {
        return AttemptEnded.broken(Breakage.GARBLED, detail);
    }
}
