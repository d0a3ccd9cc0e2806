package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.wire.NetworkGuard;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A name that a certificate must carry (RFC 9525): as DNS name or address among the alternative names, never as common
 * name. A wildcard stands for exactly one whole label, the leftmost, above at least two others.
 */
record HostName(String ascii, Optional<InetAddress> address) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    static HostName of(String host) {
        return new HostName(dnsName(host), NetworkGuard.literal(host));
    }

    private static String dnsName(String host) {
        try {
            return NetworkGuard.ascii(host);
        } catch (IllegalArgumentException notAName) {
            return host;
        }
    }

    boolean isNamedBy(X509Certificate certificate) {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return false;
        }
        if (names == null) {
            return false;
        }
        for (List<?> name : names) {
            if (matches((Integer) name.get(0), name.get(1))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int type, Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        return switch (type) {
            case DNS_NAME -> address.isEmpty() && matchesDnsName(text.toLowerCase(Locale.ROOT));
            case IP_ADDRESS -> address.isPresent() && matchesAddress(address.get(), text);
            default -> false;
        };
    }

    private boolean matchesDnsName(String pattern) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(ascii);
        }
        String parent = pattern.substring(1);
        return parent.indexOf('.', 1) > 0
                && parent.indexOf('*') < 0
                && ascii.indexOf('.') > 0
                && ascii.indexOf('.') == ascii.length() - parent.length()
                && ascii.endsWith(parent);
    }

    private static boolean matchesAddress(InetAddress wanted, String text) {
        try {
            return InetAddress.ofLiteral(text).equals(wanted);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
