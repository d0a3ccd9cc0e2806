package dev.mailmoor.server.journal;

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
    REMOVED
}
