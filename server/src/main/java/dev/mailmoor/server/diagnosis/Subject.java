package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.provider.Provider;
import java.util.Locale;

/**
 * Whom a sentence speaks of.
 *
 * @param protocol in capitals
 * @param host blank when not known
 * @param port 0 when not known
 * @param detail what the protocol code noted; may be blank
 */
record Subject(Provider provider, String protocol, String host, int port, String detail) {

    static Subject of(Provider provider, Trace trace, String detail) {
        return new Subject(
                provider,
                trace.protocol().name(),
                trace.endpoint().host(),
                trace.endpoint().port(),
                detail);
    }

    static Subject of(Provider provider, Quote quote) {
        return new Subject(provider, protocol(quote.protocol()), quote.host(), 0, "");
    }

    String fill(String sentence) {
        String known = host.isBlank() ? sentence.replace("named {host}", "of that name") : sentence;
        String filled = (port == 0 ? known.replace("port {port}", "this port") : known)
                .replace("{server}", server())
                .replace("{host}", host.isBlank() ? "the server" : host)
                .replace("{port}", Integer.toString(port))
                .replace("{protocol}", protocol)
                .replace("{detail}", detail.isBlank() ? "it is not allowed" : detail);
        return filled.startsWith("the server") ? "T" + filled.substring(1) : filled;
    }

    private String server() {
        if (!provider.id().equals("custom")) {
            return provider.name();
        }
        return host.isBlank() ? "the server" : host;
    }

    private static String protocol(String word) {
        return switch (word) {
            case "imap", "pop3", "smtp" -> word.toUpperCase(Locale.ROOT);
            default -> "mail";
        };
    }
}
