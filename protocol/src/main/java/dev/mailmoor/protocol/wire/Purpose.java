package dev.mailmoor.protocol.wire;

import dev.mailmoor.protocol.Protocol;
import java.util.Set;

/** What a connection is for. Outside of the allowed networks it decides which ports may be connected to. */
public enum Purpose {
    IMAP(Set.of(143, 993)),
    POP3(Set.of(110, 995)),
    /** Submission, with and without implicit TLS, relays, and 2525, which several providers serve beside 587. */
    SMTP(Set.of(25, 465, 587, 2525)),
    /** OAuth, webhooks, discovery. */
    WEB(Set.of(80, 443));

    private final Set<Integer> ports;

    Purpose(Set<Integer> ports) {
        this.ports = ports;
    }

    public static Purpose of(Protocol protocol) {
        return switch (protocol) {
            case IMAP -> IMAP;
            case POP3 -> POP3;
            case SMTP -> SMTP;
        };
    }

    boolean isServedOn(int port) {
        return ports.contains(port);
    }
}
