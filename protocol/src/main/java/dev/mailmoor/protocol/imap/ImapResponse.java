package dev.mailmoor.protocol.imap;

/** One response of a server (RFC 9051 §7), its literals left out. */
sealed interface ImapResponse {
    /** {@code * …}, without the star. */
    record Untagged(String text) implements ImapResponse {}

    /** {@code + …}, without the plus. */
    record Continuation(String text) implements ImapResponse {}

    /** The end of a command: {@code OK …}, {@code NO …} or {@code BAD …}, without the tag. */
    record Tagged(String tag, String text) implements ImapResponse {
        boolean isOk() {
            return text.regionMatches(true, 0, "OK", 0, 2);
        }
    }
}
