package dev.mailmoor.server.mailbox;

import java.util.Arrays;

/** What we believe about a mailbox or a channel, worst first; {@code PAUSED} overrides all. */
public enum MailboxState {
    AUTH_LOST("auth-lost"),
    SUSPECT("suspect"),
    UNREACHABLE("unreachable"),
    UNVERIFIED("unverified"),
    CONNECTED("connected"),
    PAUSED("paused");

    private final String word;

    MailboxState(String word) {
        this.word = word;
    }

    /** The word of the API and the tables. */
    public String word() {
        return word;
    }

    /** The one with this word. */
    public static MailboxState ofWord(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word: " + word));
    }
}
