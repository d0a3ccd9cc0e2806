package dev.mailmoor.protocol.pop3;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** What CAPA told (RFC 2449), in capitals. */
final class Pop3Capabilities {
    private final Set<String> names = new HashSet<>();
    private final Set<String> mechanisms = new HashSet<>();

    /** Of a server that does not know CAPA: RFC 1939 promises nothing, but USER works nearly everywhere. */
    static Pop3Capabilities unknown() {
        Pop3Capabilities unknown = new Pop3Capabilities();
        unknown.add("USER");
        return unknown;
    }

    void add(String line) {
        StringTokenizer words = new StringTokenizer(line.toUpperCase(Locale.ROOT), " ");
        if (!words.hasMoreTokens()) {
            return;
        }
        String name = words.nextToken();
        names.add(name);
        while (name.equals("SASL") && words.hasMoreTokens()) {
            mechanisms.add(words.nextToken());
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    boolean hasUser() {
        return has("USER");
    }

    Set<String> mechanisms() {
        return mechanisms;
    }
}
