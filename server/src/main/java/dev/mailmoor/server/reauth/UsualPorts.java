package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;

/** The ports that go without saying (RFC 8314 §3, RFC 6409 §3.1). */
final class UsualPorts {
    private UsualPorts() {}

    static int port(Protocol protocol, TlsMode security) {
        boolean implicit = security == TlsMode.TLS;
        return switch (protocol) {
            case IMAP -> implicit ? 993 : 143;
            case POP3 -> implicit ? 995 : 110;
            case SMTP -> implicit ? 465 : 587;
        };
    }

    static TlsMode security(int port) {
        return switch (port) {
            case 25, 110, 143, 587 -> TlsMode.STARTTLS;
            default -> TlsMode.TLS;
        };
    }
}
