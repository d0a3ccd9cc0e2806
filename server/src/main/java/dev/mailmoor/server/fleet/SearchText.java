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

    /** Enough to be rare; each further trigram costs the index another list. */
    private static final int ENDING = 8;

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
        return anywhere(text);
    }

    /**
     * Of an address the end of what stands before the {@code @}, to match anywhere: all that contains the address contains
     * it, and it is what tells the addresses of one domain apart.
     */
    Optional<String> telling() {
        int at = text.indexOf('@');
        String local = text.substring(0, Math.max(0, at));
        int length = local.codePointCount(0, local.length());
        return length < TRIGRAM
                ? Optional.empty()
                : Optional.of(anywhere(local.substring(local.offsetByCodePoints(0, Math.max(0, length - ENDING)))));
    }

    private static String anywhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
