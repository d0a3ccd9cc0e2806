package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.TokenRefusal;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the error challenge of XOAUTH2 and OAUTHBEARER: a JSON object of texts and numbers (RFC 7628 §3.2.2). Whatever else
 * comes is kept as text only. A JSON library would be the only one in this module.
 */
final class TokenChallenge {
    private static final int LONGEST = 1_000;
    private static final int MOST_FIELDS = 20;

    private final String json;
    private int at;

    private TokenChallenge(String json) {
        this.json = json;
    }

    static TokenRefusal read(String challenge) {
        String text = challenge.length() > LONGEST ? challenge.substring(0, LONGEST) : challenge;
        Map<String, String> fields = new TokenChallenge(text).fields();
        return new TokenRefusal(fields.getOrDefault("status", ""), fields.getOrDefault("scope", ""), text);
    }

    /** The fields up to the first thing that is not as expected. */
    private Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        boolean more = took('{');
        while (more && fields.size() < MOST_FIELDS) {
            String name = value();
            if (name.isEmpty() || !took(':')) {
                break;
            }
            fields.putIfAbsent(name, value());
            more = took(',');
        }
        return fields;
    }

    private boolean took(char wanted) {
        skipBlanks();
        boolean there = at < json.length() && json.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
    }

    /** A quoted text, or a bare word or number. */
    private String value() {
        return took('"') ? quoted() : bare();
    }

    private String bare() {
        int start = at;
        while (at < json.length() && ",:{}[]\"".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        return json.substring(start, at).strip();
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        while (at < json.length()) {
            char c = json.charAt(at++);
            if (c == '"') {
                break;
            }
            text.append(c == '\\' && at < json.length() ? escaped() : c);
        }
        return text.toString();
    }

    private char escaped() {
        char c = json.charAt(at++);
        return switch (c) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        int end = Math.min(at + 4, json.length());
        try {
            char c = (char) Integer.parseInt(json, at, end, 16);
            at = end;
            return c;
        } catch (NumberFormatException e) {
            return '\uFFFD';
        }
    }
}
