package dev.mailmoor.protocol.wire;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody wrote where a host should be: a name, an address, or neither. There is one way to write an IPv4 address;
 * the others that old resolvers understand ({@code 0x7f.1}, {@code 2130706433}, {@code 0177.0.0.1}) mean different addresses
 * to different programs, and so are no host at all.
 */
final class HostText {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

    private HostText() {}

    /**
     * A name as it stands in DNS: lower case, without the root's dot, international labels in their ASCII form (RFC 5891).
     *
     * @throws IllegalArgumentException when it is no name
     */
    static String ascii(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (isPlain(name)) {
            return name;
        }
        String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        // Dots of other scripts become dots only now.
        return ascii.endsWith(".") && !host.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    }

    /** @throws IllegalArgumentException when the labels of {@code ascii} are not those of a host (RFC 1123 §2.1) or service */
    static String checkedName(String ascii) {
        int label = 0;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c == '.' ? label == 0 : !isPlain(c) && c != '_') {
                throw new IllegalArgumentException("not a host name");
            }
            label = c == '.' ? 0 : label + 1;
            if (label > LONGEST_LABEL) {
                throw new IllegalArgumentException("a label is too long");
            }
        }
        if (label == 0 || ascii.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("not a host name");
        }
        return ascii;
    }

    /** The address that {@code host} is, rather than names. Most hosts are told to be names without a costly exception. */
    static Optional<InetAddress> literal(String host) {
        boolean six = host.indexOf(':') >= 0;
        if (!six && !isDottedQuad(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    /** Whether it means an address without being {@link #literal}, however many programs would understand it. */
    static boolean isMisspeltAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return host.indexOf('%') >= 0;
        }
        try {
            String ascii = ascii(host);
            return endsInANumber(ascii) && literal(ascii).isEmpty();
        } catch (IllegalArgumentException noName) {
            return false;
        }
    }

    /** Whether the last label is a number, decimal or not: then it is an address, well written or not (WHATWG URL §3.5). */
    private static boolean endsInANumber(String ascii) {
        int dot = ascii.lastIndexOf('.');
        boolean hexadecimal = ascii.regionMatches(true, dot + 1, "0x", 0, 2);
        for (int i = dot + 1 + (hexadecimal ? 2 : 0); i < ascii.length(); i++) {
            if (Character.digit(ascii.charAt(i), hexadecimal ? 16 : 10) < 0) {
                return false;
            }
        }
        return dot + 1 < ascii.length();
    }

    /** Four decimal numbers without leading zeros; their size is looked at by whoever reads them. */
    private static boolean isDottedQuad(String host) {
        int numbers = 1;
        int digits = 0;
        boolean zeroFirst = false;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                numbers++;
                digits = 0;
            } else if (c < '0' || c > '9' || digits > 0 && zeroFirst || digits == 3) {
                return false;
            } else {
                zeroFirst = digits == 0 ? c == '0' : zeroFirst;
                digits++;
            }
            if (numbers > 4 || c == '.' && (i == 0 || host.charAt(i - 1) == '.')) {
                return false;
            }
        }
        return numbers == 4 && digits > 0;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i)) && name.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
}
