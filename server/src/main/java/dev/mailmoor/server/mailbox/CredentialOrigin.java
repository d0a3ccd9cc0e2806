package dev.mailmoor.server.mailbox;

import java.util.Arrays;

/** Why a credential version came about; only one that was {@code RENEWED} or {@code ROLLED_BACK} can itself be rolled back. */
public enum CredentialOrigin {
    FIRST("first"),
    RENEWED("renewed"),
    SETTINGS_CHANGED("settings-changed"),
    ROLLED_BACK("rolled-back");

    private final String word;

    CredentialOrigin(String word) {
        this.word = word;
    }

    /** The word of the tables. */
    public String word() {
        return word;
    }

    /** The settings are those of the version before it. */
    public boolean keptSettings() {
        return this == RENEWED || this == ROLLED_BACK;
    }

    /** The one with this word. */
    static CredentialOrigin ofWord(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word: " + word));
    }
}
