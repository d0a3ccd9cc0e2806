package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mozilla's autoconfig file, format 1.1 (Thunderbird developer documentation, "Autoconfiguration file format"). Servers
 * stand in the order that the domain prefers.
 */
public final class MozillaConfig {
    private static final int MOST_SERVERS = 12;

    private MozillaConfig() {}

    /**
     * The two well-known places. Only by https: the address stands in the query, and what comes back decides where a
     * password goes. Mozilla's central database is not asked: it would learn every domain whose mailboxes are connected
     * here, and the large providers in it are in our own table.
     */
    public static List<URI> places(MailAddress address) {
        String query = "?emailaddress=" + URLEncoder.encode(address.toString(), StandardCharsets.UTF_8);
        return List.of(
                URI.create("https://autoconfig." + address.domain() + "/mail/config-v1.1.xml" + query),
                URI.create("https://" + address.domain() + "/.well-known/autoconfig/mail/config-v1.1.xml" + query));
    }

    /** Empty when it is no such file. */
    public static List<FoundServer> read(byte[] document, MailAddress address, String place) {
        return SafeXml.read(document)
                .filter(root -> root.is("clientConfig"))
                .map(root -> root.all("emailProvider").limit(1).flatMap(provider -> servers(provider, address, place)))
                .orElse(Stream.empty())
                .limit(MOST_SERVERS)
                .toList();
    }

    private static Stream<FoundServer> servers(XmlElement provider, MailAddress address, String place) {
        Stream<XmlElement> both = Stream.concat(provider.all("incomingServer"), provider.all("outgoingServer"));
        return both.flatMap(server -> server(server, address, place).stream());
    }

    private static Optional<FoundServer> server(XmlElement server, MailAddress address, String place) {
        Optional<Protocol> protocol = protocol(server);
        Optional<TlsMode> security = security(server.textOf("socketType"));
        Optional<String> host = ServerName.read(address.fill(server.textOf("hostname")));
        Optional<Integer> port = ServerName.port(server.textOf("port"));
        if (protocol.isEmpty() || security.isEmpty() || host.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        String username =
                ServerName.username(address.fill(server.textOf("username"))).orElse(address.toString());
        Endpoint endpoint = new Endpoint(host.get(), port.get(), security.get());
        return Optional.of(new FoundServer(protocol.get(), endpoint, username, Source.AUTOCONFIG, place));
    }

    private static Optional<Protocol> protocol(XmlElement server) {
        return switch (server.attribute("type").toLowerCase(Locale.ROOT)) {
            case "imap" -> Optional.of(Protocol.IMAP).filter(known -> server.is("incomingServer"));
            case "pop3" -> Optional.of(Protocol.POP3).filter(known -> server.is("incomingServer"));
            case "smtp" -> Optional.of(Protocol.SMTP).filter(known -> server.is("outgoingServer"));
            default -> Optional.empty();
        };
    }

    /** Empty for {@code plain}: a password never goes without TLS because a file says so. */
    private static Optional<TlsMode> security(String socketType) {
        return switch (socketType.toUpperCase(Locale.ROOT)) {
            case "SSL" -> Optional.of(TlsMode.TLS);
            case "STARTTLS" -> Optional.of(TlsMode.STARTTLS);
            default -> Optional.empty();
        };
    }
}
