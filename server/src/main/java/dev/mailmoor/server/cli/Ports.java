package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.cli.Service.WrongUse;
import org.jspecify.annotations.Nullable;

/** Servers as a command line names them. */
final class Ports {
    private static final int LAST = 65_535;

    private Ports() {}

    /** @param port null: none was named */
    static void check(@Nullable Integer port) {
        if (port != null && (port < 1 || port > LAST)) {
            throw new WrongUse("--port is a number from 1 to 65535.");
        }
    }

    /** @param port null: the usual one of protocol and security */
    static Endpoint endpoint(Protocol protocol, String host, @Nullable Integer port, TlsMode security) {
        try {
            return new Endpoint(host.strip(), port == null ? protocol.usualPort(security) : port, security);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("That is not a server: " + e.getMessage() + ".");
        }
    }

    static Protocol protocol(int port) {
        return switch (port) {
            case 110, 995 -> Protocol.POP3;
            case 25, 465, 587, 2525 -> Protocol.SMTP;
            default -> Protocol.IMAP;
        };
    }
}
