package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.ServerFacts;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.ResponseCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringTokenizer;

/** Takes responses apart; knows nothing of connections. */
final class ImapParser {
    private static final String CODE = "[CAPABILITY ";
    private static final String[] CONDITIONS = {"OK", "NO", "BAD", "BYE", "PREAUTH"};

    private static final ResponseCode NO_CODE = new ResponseCode("", "", "");
    private static final int MOST_ALERTS = 10;
    private static final int LONGEST_ALERT = 500;

    private ImapParser() {}

    static ImapResponse parse(String line) throws AttemptEnded {
        if (line.startsWith("* ")) {
            return new ImapResponse.Untagged(line.substring(2));
        }
        if (line.startsWith("+")) {
            return new ImapResponse.Continuation(line.substring(1).strip());
        }
        int space = line.indexOf(' ');
        String text = line.substring(space + 1);
        if (space > 0 && (is(text, "OK") || is(text, "NO") || is(text, "BAD"))) {
            return new ImapResponse.Tagged(line.substring(0, space), text);
        }
        throw AttemptEnded.broken(Breakage.GARBLED, "what the server sent is not IMAP");
    }

    /** Whether {@code text} begins with this word, in whatever case. */
    static boolean is(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length())
                && (text.length() == word.length() || text.charAt(word.length()) == ' ');
    }

    /** The size of the literal that an untagged data line announces at its end (RFC 9051 §4.3). */
    static OptionalLong literalAtEnd(String line) {
        if (!line.startsWith("* ") || !line.endsWith("}") || isCondition(line.substring(2))) {
            return OptionalLong.empty();
        }
        int open = line.lastIndexOf('{');
        int end = line.endsWith("+}") ? line.length() - 2 : line.length() - 1;
        if (open < 0 || end <= open + 1) {
            return OptionalLong.empty();
        }
        long size = 0;
        for (int i = open + 1; i < end; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            size = Math.min(Integer.MAX_VALUE * 2L, size * 10 + digit);
        }
        return OptionalLong.of(size);
    }

    /** Free text follows a condition: a brace at its end is no literal. */
    private static boolean isCondition(String text) {
        for (String condition : CONDITIONS) {
            if (is(text, condition)) {
                return true;
            }
        }
        return false;
    }

    /** What a response tells of the server or to its users (RFC 2971, RFC 2221, {@code [ALERT]}), beside what is known. */
    static ServerFacts facts(String text, ServerFacts known) {
        if (!isCondition(text)) {
            return Identification.noted(text, known);
        }
        ResponseCode code = ResponseCode.in(text).orElse(NO_CODE);
        return switch (code.name()) {
            case "ALERT" -> alerted(known, code.text());
            case "REFERRAL" -> new ServerFacts(known.software(), known.alerts(), Optional.of(code.argument()));
            default -> known;
        };
    }

    private static ServerFacts alerted(ServerFacts known, String alert) {
        if (known.alerts().size() >= MOST_ALERTS || known.alerts().contains(alert)) {
            return known;
        }
        List<String> alerts = new ArrayList<>(known.alerts());
        alerts.add(alert.substring(0, Math.min(LONGEST_ALERT, alert.length())));
        return new ServerFacts(known.software(), alerts, known.referral());
    }

    /**
     * The capabilities in {@code CAPABILITY …} or in the code {@code [CAPABILITY …]} of a condition, in capitals; empty when
     * there are none.
     */
    static Set<String> capabilities(String text) {
        String list = "";
        int code = text.indexOf(' ') + 1;
        if (is(text, "CAPABILITY")) {
            list = text.substring("CAPABILITY".length());
        } else if (text.regionMatches(true, code, CODE, 0, CODE.length()) && isCondition(text)) {
            int end = text.indexOf(']', code);
            list = text.substring(code + CODE.length(), end < 0 ? text.length() : end);
        }
        Set<String> capabilities = new HashSet<>();
        StringTokenizer words = new StringTokenizer(list.toUpperCase(Locale.ROOT), " ");
        while (words.hasMoreTokens()) {
            capabilities.add(words.nextToken());
        }
        return capabilities;
    }
}
