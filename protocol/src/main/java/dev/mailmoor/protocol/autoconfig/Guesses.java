package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names that most hosts use, all within the address's own domain; secured from the first byte first (RFC 8314 §3). */
public final class Guesses {
    private Guesses() {}

    public static List<FoundServer> of(MailAddress address, Protocol protocol) {
        String own = protocol == Protocol.POP3 ? "pop" : protocol.name().toLowerCase(Locale.ROOT);
        List<FoundServer> guesses = new ArrayList<>();
        for (TlsMode security : List.of(TlsMode.TLS, TlsMode.STARTTLS)) {
            for (String host : List.of(own + "." + address.domain(), "mail." + address.domain(), address.domain())) {
                guesses.add(guess(address, protocol, new Endpoint(host, protocol.usualPort(security), security)));
            }
        }
        return guesses;
    }

    private static FoundServer guess(MailAddress address, Protocol protocol, Endpoint endpoint) {
        return new FoundServer(protocol, endpoint, address.toString(), Source.GUESS, endpoint.toString());
    }
}
