package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.util.List;

/**
 * The services of mail (RFC 6186 §3, RFC 8314 §5.1), those that are secured from the first byte first (RFC 8314 §3).
 * The plain-text ones are used with STARTTLS only.
 */
public enum SrvService {
    IMAPS("_imaps._tcp.", Protocol.IMAP, TlsMode.TLS),
    IMAP("_imap._tcp.", Protocol.IMAP, TlsMode.STARTTLS),
    POP3S("_pop3s._tcp.", Protocol.POP3, TlsMode.TLS),
    POP3("_pop3._tcp.", Protocol.POP3, TlsMode.STARTTLS),
    SUBMISSIONS("_submissions._tcp.", Protocol.SMTP, TlsMode.TLS),
    SUBMISSION("_submission._tcp.", Protocol.SMTP, TlsMode.STARTTLS);

    private final String prefix;
    private final Protocol protocol;
    private final TlsMode security;

    SrvService(String prefix, Protocol protocol, TlsMode security) {
        this.prefix = prefix;
        this.protocol = protocol;
        this.security = security;
    }

    public String name(MailAddress address) {
        return prefix + address.domain();
    }

    /** @param records as text, {@code "0 1 993 imap.example.com."}; what cannot be used is left out */
    public List<FoundServer> found(List<String> records, MailAddress address) {
        return SrvRecord.bestFirst(records).stream()
                .map(record -> new FoundServer(
                        protocol,
                        new Endpoint(record.target(), record.port(), security),
                        address.toString(),
                        Source.SRV,
                        name(address)))
                .toList();
    }
}
