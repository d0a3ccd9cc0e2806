package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.mailbox.HostLabels;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a server's name as people type or paste it; what can be told wrong without asking DNS is told. */
final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final Pattern URL = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*:)?//([^/:?#@]*@)?([^/:?#]*).*");
    private static final Pattern WITH_PORT = Pattern.compile("([^:/]+):([0-9]{1,5})");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private HostName() {}

    /** A host in lower case, international names in ASCII; empty when a fault was added to {@code faults}. */
    static Optional<String> read(String field, String typed, Faults faults) {
        String text = typed.strip();
        if (isName(text)) {
            return Optional.of(text);
        }
        Optional<String> misunderstanding = misunderstanding(text);
        if (misunderstanding.isPresent()) {
            faults.add(field, misunderstanding.get());
            return Optional.empty();
        }
        Optional<String> host = isAddress(text) ? address(text) : name(text).or(() -> forTheGuard(text));
        if (host.isEmpty()) {
            faults.add(field, "This is not a valid host name; one looks like imap.example.com.");
        }
        return host;
    }

    /** Things that people paste here, and what to enter instead. */
    private static Optional<String> misunderstanding(String text) {
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            return Optional.of("This is a web address; enter only the host name" + example(url.group(2)));
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("A host name has no spaces; enter it like imap.example.com.");
        }
        if (text.contains("@")) {
            return Optional.of("This is an email address; enter the name of the mail server, like imap.example.com.");
        }
        Matcher withPort = WITH_PORT.matcher(text);
        if (withPort.matches()) {
            return Optional.of("Enter only the host name here, and " + withPort.group(2) + " as the port.");
        }
        return text.contains("/")
                ? Optional.of("Enter only the host name" + example(text.substring(0, text.indexOf('/'))))
                : Optional.empty();
    }

    private static String example(String host) {
        return name(host).map(name -> ": " + name + ".").orElse(", like imap.example.com.");
    }

    private static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || text.contains(":");
    }

    private static Optional<String> address(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        if (bare.contains("%")) {
            return forTheGuard(bare);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address in an odd spelling is no slip of the pen: the network guard refuses it as one that is not allowed. */
    private static Optional<String> forTheGuard(String text) {
        return Optional.of(text)
                .filter(NetworkGuard::isMisspeltAddress)
                .filter(odd -> odd.length() <= MAX_LENGTH && odd.codePoints().noneMatch(Character::isISOControl))
                .map(odd -> odd.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> name(String text) {
        String undotted = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            String ascii = IDN.toASCII(undotted).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(HostName::isName);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The last label begins with a letter: what is all digits is an address, or a mistyped one. */
    private static boolean isName(String host) {
        if (host.length() > MAX_LENGTH || !HostLabels.areAll(host)) {
            return false;
        }
        char first = host.charAt(host.lastIndexOf('.') + 1);
        return first >= 'a' && first <= 'z';
    }
}
