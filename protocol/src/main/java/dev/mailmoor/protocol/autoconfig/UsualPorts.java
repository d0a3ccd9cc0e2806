package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;

/** RFC 8314 §7.3, RFC 6409 §3.1. */
final class UsualPorts {
    private UsualPorts() {}

    static int of(Protocol protocol, TlsMode security) {
        boolean implicit = security == TlsMode.TLS;
        return switch (protocol) {
            case IMAP -> implicit ? 993 : 143;
            case POP3 -> implicit ? 995 : 110;
            case SMTP -> implicit ? 465 : 587;
        };
    }
}
