package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import java.util.List;

/** A provider's mail servers, the one to prefer first. */
public record Servers(List<Endpoint> imap, List<Endpoint> pop3, List<Endpoint> smtp) {
    static final Servers NONE = new Servers(List.of(), List.of(), List.of());

    public List<Endpoint> of(Protocol protocol) {
        return switch (protocol) {
            case IMAP -> imap;
            case POP3 -> pop3;
            case SMTP -> smtp;
        };
    }

    boolean none() {
        return imap.isEmpty() && pop3.isEmpty() && smtp.isEmpty();
    }
}
