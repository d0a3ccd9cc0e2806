package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.provider.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's refusal as rules look at it.
 *
 * @param place the provider's id, or the name of the server's software where the caller knows that
 * @param words lower case, one line, without status codes
 * @param codes IMAP response codes (RFC 9051 §7.1) and POP3 response codes (RFC 2449 §8), upper case without brackets
 * @param status SMTP's three digits, 0 when there are none
 * @param enhanced SMTP's enhanced status code (RFC 3463), empty when there is none
 * @param live the dialogue itself was seen, not a text that somebody pasted
 */
record Answer(
        Protocol protocol,
        Stage stage,
        String mechanism,
        Provider provider,
        String place,
        String words,
        Set<String> codes,
        int status,
        String enhanced,
        boolean live) {
    private static final Pattern CODE = Pattern.compile("\\[([A-Z][A-Z0-9/-]+)(?: [^\\]]*)?\\]");
    private static final Pattern STATUS = Pattern.compile("(?m)^\\s*([2-5]\\d\\d)(?=[ -]|$)");
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");

    /** @param providerId as the caller knows it; {@code provider} is what the table says to it, or to the host */
    static Answer of(Trace trace, String text, Provider provider, String providerId) {
        Matcher status = STATUS.matcher(text);
        Matcher enhanced = ENHANCED.matcher(text);
        boolean smtp = trace.protocol() == Protocol.SMTP;
        return new Answer(
                trace.protocol(),
                trace.stage(),
                trace.mechanism().orElse("").toUpperCase(Locale.ROOT),
                provider,
                provider.id().equals("custom") ? providerId : provider.id(),
                words(text, smtp),
                codes(text),
                smtp && status.find() ? Integer.parseInt(status.group(1)) : 0,
                smtp && enhanced.find() ? enhanced.group(1) : "",
                seen(trace.greeting()));
    }

    private static boolean seen(Optional<String> greeting) {
        return greeting.filter(text -> !text.isBlank()).isPresent();
    }

    private static String words(String text, boolean smtp) {
        String bare =
                smtp ? text.replaceAll("(?m)^\\s*[2-5]\\d\\d[ -]\\s*([245]\\.\\d{1,3}\\.\\d{1,3}\\s)?", "") : text;
        return bare.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static Set<String> codes(String text) {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(text).results().forEach(match -> codes.add(match.group(1)));
        return Set.copyOf(codes);
    }
}
