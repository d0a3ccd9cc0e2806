package dev.mailmoor.server.mailbox;

import java.util.Locale;
import java.util.Optional;

/** An address in its canonical form: trimmed, lower case. Never changes for a mailbox. */
public record EmailAddress(String value) {
    private static final int MAX_LENGTH = 254;

    /** The address, or empty when {@code text} is not one (RFC 5321 §4.1.2, without quoted local parts). */
    public static Optional<EmailAddress> parse(String text) {
        String canonical = text.strip().toLowerCase(Locale.ROOT);
        int at = canonical.lastIndexOf('@');
        boolean shaped = at > 0 && at < canonical.length() - 1 && canonical.length() <= MAX_LENGTH;
        if (!shaped || canonical.chars().anyMatch(EmailAddress::neverInAnAddress)) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(canonical));
    }

    private static boolean neverInAnAddress(int c) {
        return c <= ' ' || c == 127 || "<>()[],;:\"\\".indexOf(c) >= 0;
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
