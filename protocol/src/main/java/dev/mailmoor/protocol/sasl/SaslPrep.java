package dev.mailmoor.protocol.sasl;

import java.text.Normalizer;

/**
 * Brings names and passwords into the one form that both sides hash (RFC 4013, RFC 3454). Small enough to be our own: the
 * JDK brings the normalisation, and a library would be the only one in this module. Normalisation follows the JDK's
 * Unicode, newer than 3.2; characters unassigned then pass, as in a query (RFC 4013 §2.5).
 */
final class SaslPrep {
    private SaslPrep() {}

    /** @throws IllegalArgumentException when it holds what must not be in a name or password; the message does not repeat it */
    static String prepare(String text) {
        if (isPlainAscii(text)) {
            return text;
        }
        String normal = Normalizer.normalize(mapped(text), Normalizer.Form.NFKC);
        if (normal.codePoints().anyMatch(SaslPrep::isProhibited)) {
            throw new IllegalArgumentException("it holds a character that SASLprep (RFC 4013) forbids");
        }
        if (mixesDirections(normal)) {
            throw new IllegalArgumentException("it mixes writing directions in a way that SASLprep (RFC 4013) forbids");
        }
        return normal;
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String mapped(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSpace(c)) {
                mapped.append(' ');
            } else if (!isMappedToNothing(c)) {
                mapped.appendCodePoint(c);
            }
        });
        return mapped.toString();
    }

    /** RFC 3454, table C.1.2. */
    private static boolean isSpace(int c) {
        return switch (c) {
            case 0x00A0, 0x1680, 0x202F, 0x205F, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200B;
        };
    }

    /** RFC 3454, table B.1. */
    private static boolean isMappedToNothing(int c) {
        return switch (c) {
            case 0x00AD, 0x034F, 0x1806, 0x180B, 0x180C, 0x180D, 0x200C, 0x200D, 0x2060, 0xFEFF -> true;
            default -> c >= 0xFE00 && c <= 0xFE0F;
        };
    }

    /** RFC 3454, tables C.1.2 and C.2.1 to C.9. */
    private static boolean isProhibited(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE -> true;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isSpace(c) || isNoCharacter(c) || isInvisibleControl(c) || isUnfit(c);
        };
    }

    private static boolean isNoCharacter(int c) {
        return c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
    }

    private static boolean isInvisibleControl(int c) {
        return switch (c) {
            case 0x06DD, 0x070F, 0x180E, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0xE0001 -> true;
            default ->
                isWithin(c, 0x2060, 0x2063)
                        || isWithin(c, 0x206A, 0x206F)
                        || isWithin(c, 0x202A, 0x202E)
                        || isWithin(c, 0x1D173, 0x1D17A)
                        || isWithin(c, 0xE0020, 0xE007F);
        };
    }

    private static boolean isUnfit(int c) {
        return c == 0x0340 || c == 0x0341 || isWithin(c, 0xFFF9, 0xFFFD) || isWithin(c, 0x2FF0, 0x2FFB);
    }

    private static boolean isWithin(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /** RFC 3454 §6. */
    private static boolean mixesDirections(String text) {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return false;
        }
        return text.codePoints().anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                || !isRightToLeft(text.codePointAt(0))
                || !isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
