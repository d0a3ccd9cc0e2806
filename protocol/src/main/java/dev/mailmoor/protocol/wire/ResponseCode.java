package dev.mailmoor.protocol.wire;

import java.util.Locale;
import java.util.Optional;

/** The bracketed code behind the first word of an IMAP condition (RFC 9051 §7.1) or a POP3 refusal (RFC 2449 §8). */
public record ResponseCode(String name, String argument, String text) {
    private static final int LONGEST_NAME = 60;

    /** @param line {@code NO [CODE argument] text}, {@code -ERR [CODE] text} and the like, without an IMAP tag */
    public static Optional<ResponseCode> in(String line) {
        int open = line.indexOf(' ') + 1;
        int close = line.indexOf(']', open);
        if (open == 0 || close < 0 || line.charAt(open) != '[') {
            return Optional.empty();
        }
        int space = line.indexOf(' ', open);
        int end = space < 0 || space > close ? close : space;
        if (end == open + 1 || end - open > LONGEST_NAME) {
            return Optional.empty();
        }
        return Optional.of(new ResponseCode(
                line.substring(open + 1, end).toUpperCase(Locale.ROOT),
                line.substring(Math.min(end + 1, close), close).strip(),
                line.substring(close + 1).strip()));
    }
}
