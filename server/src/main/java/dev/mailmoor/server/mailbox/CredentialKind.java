package dev.mailmoor.server.mailbox;

import java.util.Arrays;

/** What a mailbox signs in with. */
public enum CredentialKind {
    PASSWORD("password"),
    APP_PASSWORD("app-password"),
    OAUTH("oauth");

    private final String word;

    CredentialKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The one with this word. */
    static CredentialKind ofWord(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word: " + word));
    }
}
