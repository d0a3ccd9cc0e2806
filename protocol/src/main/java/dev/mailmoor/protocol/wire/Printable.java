package dev.mailmoor.protocol.wire;

import java.nio.charset.StandardCharsets;

/** Makes text from what a server sent: UTF-8, with everything that could play tricks on a terminal or page replaced. */
final class Printable {
    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {}

    static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7F) {
                return replace(unicode(bytes, from, to));
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Old servers speak Latin-1 (which is never well-formed UTF-8 where it matters). */
    private static String unicode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static String replace(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c == '\t') {
                clean.setCharAt(i, ' ');
            } else if (isTricky(c)) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean isTricky(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> !Character.isSurrogate(c);
            default -> false;
        };
    }
}
