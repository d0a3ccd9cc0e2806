package dev.mailmoor.protocol.pop3;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** What CAPA told (RFC 2449), in capitals. */
final class Pop3Capabilities {
    private static final int LONGEST_SOFTWARE = 500;

    private final Set<String> names = new HashSet<>();
    private final Set<String> mechanisms = new HashSet<>();
    private Optional<String> software = Optional.empty();
    private boolean told = true;

    /** Of a server that does not know CAPA: RFC 1939 promises nothing, but USER works nearly everywhere. */
    static Pop3Capabilities unknown() {
        Pop3Capabilities unknown = new Pop3Capabilities();
        unknown.add("USER");
        unknown.told = false;
        return unknown;
    }

    /** Whether the server itself named a way that takes name and password as they are. */
    boolean namesAWayIn() {
        return told && (hasUser() || mechanisms.contains("PLAIN") || mechanisms.contains("LOGIN"));
    }

    /** How the server names itself (RFC 2449 §6.9). */
    Optional<String> software() {
        return software;
    }

    void add(String line) {
        StringTokenizer words = new StringTokenizer(line.toUpperCase(Locale.ROOT), " ");
        if (!words.hasMoreTokens()) {
            return;
        }
        String name = words.nextToken();
        names.add(name);
        if (name.equals("IMPLEMENTATION") && line.length() > name.length() + 1) {
            String rest = line.substring(name.length() + 1).strip();
            software = Optional.of(rest.substring(0, Math.min(LONGEST_SOFTWARE, rest.length())));
        }
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

    /** Dovecot names USER also where PLAIN is off, and then refuses it: what stands in the list of mechanisms is surer. */
    boolean mayTakeUser() {
        return hasUser() && !mechanisms.contains("LOGIN");
    }

    Set<String> mechanisms() {
        return mechanisms;
    }
}
