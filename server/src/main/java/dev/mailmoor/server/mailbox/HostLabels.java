package dev.mailmoor.server.mailbox;

/** Names of letters, digits and hyphens between dots, as domains and hosts have them (RFC 1123 §2.1). */
public final class HostLabels {
    private static final int LONGEST = 63;

    private HostLabels() {}

    /** Whether each label of {@code lower} is 1 to 63 of {@code a-z0-9-}, without a hyphen at either end. */
    public static boolean areAll(String lower) {
        int begin = 0;
        for (int dot = lower.indexOf('.'); dot >= 0; dot = lower.indexOf('.', begin)) {
            if (!isLabel(lower, begin, dot)) {
                return false;
            }
            begin = dot + 1;
        }
        return isLabel(lower, begin, lower.length());
    }

    private static boolean isLabel(String text, int begin, int end) {
        if (begin == end || end - begin > LONGEST || text.charAt(begin) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (!isPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
