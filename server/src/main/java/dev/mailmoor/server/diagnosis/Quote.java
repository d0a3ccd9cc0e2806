package dev.mailmoor.server.diagnosis;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer as somebody pasted it: no dialogue was seen.
 *
 * @param protocol {@code imap pop3 smtp oauth network tls autodiscover}
 * @param provider the provider's id or the server software's name; blank when not known
 * @param host blank when not known
 * @param stage the contract's word
 * @param mechanism as the protocol or OAuth names it; blank when not known
 */
public record Quote(String protocol, String provider, String host, String stage, String mechanism, String response) {
    public static final Set<String> PROTOCOLS =
            Set.of("imap", "pop3", "smtp", "oauth", "network", "tls", "autodiscover");
    public static final Set<String> STAGES =
            Set.of("connect", "tls", "greeting", "capability", "auth", "select", "send", "token", "authorize");

    private static final Pattern POP3 = Pattern.compile("^\\s{0,9}(?:S: )?(?:-ERR|\\+OK)");
    private static final Pattern SMTP = Pattern.compile("^\\s{0,9}(?:S: )?[245]\\d\\d[ -]");
    private static final Pattern OAUTH =
            Pattern.compile("AADSTS\\d|\"error\"\\s{0,3}:|invalid_grant|invalid_client|redirect_uri");
    private static final Pattern TLS =
            Pattern.compile("(?i)sslhandshake|ssl routines|certificate|pkix|\\bssl_|tls handshake");
    private static final Pattern NETWORK = Pattern.compile(
            "(?i)econn|etimedout|enotfound|unknownhost|no such host|connection refused|timed out|could not connect|getaddrinfo|no route to host");

    /** Blank protocols and stages are filled in: the protocol by the look of the text, the stage by what is usual. */
    public Quote {
        protocol = protocol.isBlank() ? protocolOf(response) : protocol.toLowerCase(Locale.ROOT);
        stage = stage.isBlank() ? usualStage(protocol) : stage.toLowerCase(Locale.ROOT);
    }

    private static String protocolOf(String response) {
        String text = response.substring(0, Math.min(response.length(), 4_000));
        return POP3.matcher(text).find()
                ? "pop3"
                : SMTP.matcher(text).find()
                        ? "smtp"
                        : OAUTH.matcher(text).find()
                                ? "oauth"
                                : TLS.matcher(text).find()
                                        ? "tls"
                                        : NETWORK.matcher(text).find() ? "network" : "imap";
    }

    private static String usualStage(String protocol) {
        return switch (protocol) {
            case "oauth" -> "token";
            case "network", "autodiscover" -> "connect";
            case "tls" -> "tls";
            default -> "auth";
        };
    }
}
