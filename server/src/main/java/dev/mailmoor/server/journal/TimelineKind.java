package dev.mailmoor.server.journal;

import java.util.Locale;

/** The kinds of entries in a mailbox's timeline. */
public enum TimelineKind {
    ADDED,
    CONNECTED,
    SUSPECT,
    AUTH_LOST,
    UNREACHABLE,
    RESTORED,
    CREDENTIAL_CHANGED,
    SETTINGS_CHANGED,
    LINK_MADE,
    LINK_USED,
    NOTICE_SENT,
    IMPORTED,
    PAUSED,
    RESUMED,
    MESSAGE,
    CAUGHT_UP,
    REMOVED;

    /** The word of the API and the tables, {@code auth-lost} for one. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
