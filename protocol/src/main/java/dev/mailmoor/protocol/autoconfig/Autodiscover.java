package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Microsoft's POX Autodiscover (MS-OXDSCLI: Autodiscover Publishing and Lookup Protocol). Asked without signing in, so
 * only servers that answer strangers are understood; Exchange Online and most Exchange servers do not.
 */
public final class Autodiscover {
    private static final int MOST_SERVERS = 12;
    private static final String REQUEST_SCHEMA =
            "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    private static final String RESPONSE_SCHEMA =
            "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    private Autodiscover() {}

    /** What a server answered. */
    public sealed interface Answer {
        /** Servers of mail protocols; none when it has only Exchange's own. */
        record Servers(List<FoundServer> servers) implements Answer {}

        /** Ask again with this address. */
        record AskAs(MailAddress address) implements Answer {}

        /** Ask there. Always https. */
        record AskAt(URI place) implements Answer {}

        /** An error, or no answer of this protocol. */
        record Nothing() implements Answer {}
    }

    /** The two places to POST to (MS-OXDSCLI §3.1.5); the unsecured redirect of §3.1.5.3 is not followed. */
    public static List<URI> places(MailAddress address) {
        String path = "/autodiscover/autodiscover.xml";
        return List.of(
                URI.create("https://autodiscover." + address.domain() + path),
                URI.create("https://" + address.domain() + path));
    }

    public static String request(MailAddress address) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Autodiscover xmlns="%s">
                  <Request>
                    <EMailAddress>%s</EMailAddress>
                    <AcceptableResponseSchema>%s</AcceptableResponseSchema>
                  </Request>
                </Autodiscover>
                """.formatted(REQUEST_SCHEMA, escaped(address.toString()), RESPONSE_SCHEMA);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public static Answer read(byte[] document, MailAddress address, String place) {
        return SafeXml.read(document)
                .filter(root -> root.is("Autodiscover"))
                .flatMap(root -> root.all("Response").findFirst())
                .flatMap(response -> response.all("Account").findFirst())
                .map(account -> answer(account, address, place))
                .orElseGet(Answer.Nothing::new);
    }

    private static Answer answer(XmlElement account, MailAddress address, String place) {
        return switch (account.textOf("Action").toLowerCase(Locale.ROOT)) {
            case "settings" ->
                new Answer.Servers(account.all("Protocol")
                        .flatMap(protocol -> server(protocol, address, place).stream())
                        .limit(MOST_SERVERS)
                        .toList());
            case "redirectaddr" ->
                address(account.textOf("RedirectAddr"))
                        .<Answer>map(Answer.AskAs::new)
                        .orElseGet(Answer.Nothing::new);
            case "redirecturl" ->
                place(account.textOf("RedirectUrl"))
                        .<Answer>map(Answer.AskAt::new)
                        .orElseGet(Answer.Nothing::new);
            default -> new Answer.Nothing();
        };
    }

    private static Optional<MailAddress> address(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > 64) {
            return Optional.empty();
        }
        Optional<String> local = ServerName.username(text.substring(0, at));
        Optional<String> domain = ServerName.read(text.substring(at + 1));
        return local.flatMap(name -> domain.map(known -> new MailAddress(name, known)));
    }

    private static Optional<URI> place(String text) {
        try {
            URI uri = new URI(text);
            return Optional.of(uri).filter(Autodiscover::isHttps);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                && uri.getUserInfo() == null
                && uri.getHost() != null
                && ServerName.read(uri.getHost()).isPresent();
    }

    private static Optional<FoundServer> server(XmlElement protocol, MailAddress address, String place) {
        Optional<Protocol> kind = kind(protocol.textOf("Type"));
        Optional<String> host = ServerName.read(protocol.textOf("Server"));
        Optional<TlsMode> security = kind.flatMap(known -> security(protocol, known));
        Optional<Integer> port =
                ServerName.port(protocol.textOf("Port")).or(() -> kind.flatMap(k -> security.map(s -> usual(k, s))));
        if (kind.isEmpty() || host.isEmpty() || security.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        Endpoint endpoint = new Endpoint(host.get(), port.get(), security.get());
        String username = username(protocol, address);
        return Optional.of(new FoundServer(kind.get(), endpoint, username, Source.AUTODISCOVER, place));
    }

    private static int usual(Protocol protocol, TlsMode security) {
        return protocol.usualPort(security);
    }

    private static Optional<Protocol> kind(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "IMAP" -> Optional.of(Protocol.IMAP);
            case "POP3" -> Optional.of(Protocol.POP3);
            case "SMTP" -> Optional.of(Protocol.SMTP);
            default -> Optional.empty();
        };
    }

    /** {@code Encryption} goes before {@code SSL}, which is on when nothing is said (MS-OXDSCLI §2.2.4.1.1.2.6). */
    private static Optional<TlsMode> security(XmlElement protocol, Protocol kind) {
        return switch (protocol.textOf("Encryption").toUpperCase(Locale.ROOT)) {
            case "SSL" -> Optional.of(TlsMode.TLS);
            case "TLS", "AUTO" -> Optional.of(TlsMode.STARTTLS);
            case "NONE" -> Optional.empty();
            default -> bySsl(protocol, kind);
        };
    }

    private static Optional<TlsMode> bySsl(XmlElement protocol, Protocol kind) {
        if (protocol.textOf("SSL").equalsIgnoreCase("off")) {
            return Optional.empty();
        }
        // "On" is said of both ways; the port tells which.
        String port = protocol.textOf("Port");
        boolean begun = port.equals(String.valueOf(kind.usualPort(TlsMode.STARTTLS)));
        return Optional.of(begun ? TlsMode.STARTTLS : TlsMode.TLS);
    }

    private static String username(XmlElement protocol, MailAddress address) {
        Optional<String> own = ServerName.username(protocol.textOf("LoginName"));
        boolean bare = protocol.textOf("DomainRequired").equalsIgnoreCase("on");
        return own.orElseGet(() -> bare ? address.local() : address.toString());
    }
}
