package dev.mailmoor.server.fleet;

import java.util.Optional;

/**
 * What somebody typed to find a mailbox, ready for LIKE.
 *
 * @param text without control characters and blanks around it; never empty
 */
record SearchText(String text) {
    /** A trigram needs three letters; what is shorter has no index to go by. */
    private static final int TRIGRAM = 3;

    private static final int LONGEST = 254;

    static Optional<SearchText> of(String typed) {
        StringBuilder clean = new StringBuilder();
        typed.codePoints().filter(c -> !Character.isISOControl(c)).forEach(clean::appendCodePoint);
        String text = clean.toString().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int end = Math.min(LONGEST, text.codePointCount(0, text.length()));
        return Optional.of(new SearchText(text.substring(0, text.offsetByCodePoints(0, end))));
    }

    boolean isShort() {
        return text.codePointCount(0, text.length()) < TRIGRAM;
    }

    /** Matches anywhere. */
    String anywhere() {
        return "%" + escaped() + "%";
    }

    private String escaped() {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
