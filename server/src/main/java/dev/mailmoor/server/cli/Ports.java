package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.cli.Service.WrongUse;
import org.jspecify.annotations.Nullable;

/** The usual ports (RFC 8314 §7.3). */
final class Ports {
    private Ports() {}

    /** @param port null: the usual one of protocol and security */
    static Endpoint endpoint(Protocol protocol, String host, @Nullable Integer port, TlsMode security) {
        try {
            return new Endpoint(host.strip(), port == null ? usual(protocol, security) : port, security);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("That is not a server: " + e.getMessage() + ".");
        }
    }

    static int usual(Protocol protocol, TlsMode security) {
        boolean implicit = security == TlsMode.TLS;
        return switch (protocol) {
            case IMAP -> implicit ? 993 : 143;
            case POP3 -> implicit ? 995 : 110;
            case SMTP -> implicit ? 465 : 587;
        };
    }

    /** What is usual on a port: STARTTLS on those that begin in plain text. */
    static TlsMode security(int port) {
        return switch (port) {
            case 25, 110, 143, 587, 2525 -> TlsMode.STARTTLS;
            default -> TlsMode.TLS;
        };
    }

    static Protocol protocol(int port) {
        return switch (port) {
            case 110, 995 -> Protocol.POP3;
            case 25, 465, 587, 2525 -> Protocol.SMTP;
            default -> Protocol.IMAP;
        };
    }
}
