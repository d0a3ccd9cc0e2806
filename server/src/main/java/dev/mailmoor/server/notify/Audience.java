package dev.mailmoor.server.notify;

import java.util.Locale;

/** As whom somebody is told. */
public enum Audience {
    /** A member of the workspace, who has the console. */
    MEMBER,
    /** Whom the mailbox's text {@code owner} names. */
    OWNER,
    /** The mailbox's own address. */
    MAILBOX,
    /** Somebody whom another room writes to. */
    PERSON;

    /** The tables' word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Audience of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
