package dev.mailmoor.server.mailbox;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** An address in its canonical form: trimmed, lower case, the domain in ASCII. Never changes for a mailbox. */
public record EmailAddress(String value) {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;

    /** The address, or empty when {@code text} is not one (RFC 5321 §4.1.2, without quoted local parts). */
    public static Optional<EmailAddress> parse(String text) {
        String typed = text.strip();
        int at = typed.lastIndexOf('@');
        if (at < 1 || typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = local(typed.substring(0, at));
        boolean odd = !isPlain(local) && local.codePoints().anyMatch(EmailAddress::neverInALocalPart);
        if (local.length() > MAX_LOCAL || odd || !dotsAreBetweenAtoms(local)) {
            return Optional.empty();
        }
        return domain(typed.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(canonical -> canonical.length() <= MAX_LENGTH)
                .map(EmailAddress::new);
    }

    private static String local(String typed) {
        return isPlain(typed)
                ? typed
                : Normalizer.normalize(typed, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** As most are: there is nothing about it to be changed or refused but its dots and its length. */
    private static boolean isPlain(String local) {
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letterOrDigit && ".-_+".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> domain(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (HostLabels.areAll(lower)) {
            return Optional.of(lower);
        }
        try {
            String ascii = IDN.toASCII(typed).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(HostLabels::areAll);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean dotsAreBetweenAtoms(String local) {
        return !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }

    private static boolean neverInALocalPart(int c) {
        return c <= ' '
                || c == 127
                || "<>()[],;:\"\\@".indexOf(c) >= 0
                || Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
