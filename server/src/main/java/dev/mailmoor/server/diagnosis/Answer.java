package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.provider.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refusal as rules look at it.
 *
 * @param protocol {@code imap pop3 smtp}, and for pasted texts {@code oauth network tls autodiscover}
 * @param stage the contract's word
 * @param place the provider's id, or the name of the server's software where the caller knows that
 * @param codes IMAP response codes (RFC 9051 §7.1) and POP3 response codes (RFC 2449 §8), upper case without brackets; and
 *     {@code BAD} where IMAP says that it did not understand (RFC 9051 §7.1.3)
 * @param status SMTP's three digits, 0 when there are none
 * @param enhanced SMTP's enhanced status code (RFC 3463), empty when there is none
 * @param live the dialogue itself was seen, not a text that somebody pasted
 */
record Answer(
        String protocol,
        String stage,
        String mechanism,
        Provider provider,
        String place,
        Wording wording,
        Set<String> codes,
        int status,
        String enhanced,
        boolean live) {
    private static final int LONGEST = 4_000;
    private static final Pattern CODE = Pattern.compile("\\[([A-Z][A-Z0-9/-]{1,40})(?: [^\\]]{0,500})?\\]");
    private static final Pattern IMAP_BAD = Pattern.compile("(?m)(?:^|[\\s(:])BAD (?=\\[|[A-Z][a-z])|^\\S{1,20} BAD ");
    private static final Pattern STATUS =
            Pattern.compile("(?m)(?:^|response=|response: |\\(|error: )\\s{0,9}([2-5]\\d\\d)(?=[ ,#-]|$)");
    private static final Pattern ENHANCED =
            Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]{0,40}\\d)");

    static Answer of(Quote quote, Provider provider, boolean live) {
        String text = Wording.innermost(
                quote.response().substring(0, Math.min(quote.response().length(), LONGEST)));
        boolean smtp = quote.protocol().equals("smtp") || quote.protocol().equals("network");
        Matcher status = STATUS.matcher(text);
        Matcher enhanced = ENHANCED.matcher(text);
        return new Answer(
                quote.protocol(),
                quote.stage(),
                quote.mechanism().toUpperCase(Locale.ROOT),
                provider,
                provider.id().equals("custom") ? quote.provider().toLowerCase(Locale.ROOT) : provider.id(),
                Wording.of(quote.response()),
                codes(text),
                smtp && status.find() ? Integer.parseInt(status.group(1)) : 0,
                smtp && enhanced.find() ? enhanced.group(1) : "",
                live);
    }

    /** @param providerId as the caller knows it; {@code provider} is what the table says to it, or to the host */
    static Answer of(Trace trace, String text, Provider provider, String providerId) {
        Quote quote = new Quote(
                trace.protocol().name().toLowerCase(Locale.ROOT),
                providerId,
                trace.endpoint().host(),
                trace.stage().name().toLowerCase(Locale.ROOT),
                trace.mechanism().orElse(""),
                text);
        return of(quote, provider, seen(trace.greeting()));
    }

    private static boolean seen(Optional<String> greeting) {
        return greeting.filter(text -> !text.isBlank()).isPresent();
    }

    private static Set<String> codes(String text) {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(text).results().forEach(match -> codes.add(match.group(1)));
        if (IMAP_BAD.matcher(text).find()) {
            codes.add("BAD");
        }
        return Set.copyOf(codes);
    }
}
