package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.MailboxState;

/** What happened to a channel's belief. */
enum Turn {
    NONE,
    SUSPECTED,
    LOST,
    UNREACHABLE,
    /** A loss or an absence is over. */
    RESTORED,
    /** Works for the first time with this credential. */
    CONNECTED,
    /** A suspicion came to nothing. */
    CLEARED,
    /** Has a new credential or new settings, not yet tried. */
    RENEWED;

    static Turn between(Belief before, Belief after) {
        if (before.state() == after.state()) {
            return NONE;
        }
        return switch (after.state()) {
            case SUSPECT -> SUSPECTED;
            case AUTH_LOST -> LOST;
            case UNREACHABLE -> UNREACHABLE;
            case UNVERIFIED -> RENEWED;
            case CONNECTED -> connected(before);
            case PAUSED -> NONE;
        };
    }

    /** Entered one of the states that stand for trouble or the suspicion of it. */
    boolean into(MailboxState state) {
        return switch (this) {
            case SUSPECTED -> state == MailboxState.SUSPECT;
            case LOST -> state == MailboxState.AUTH_LOST;
            case UNREACHABLE -> state == MailboxState.UNREACHABLE;
            case NONE, RESTORED, CONNECTED, CLEARED, RENEWED -> false;
        };
    }

    private static Turn connected(Belief before) {
        if (before.trouble() != Trouble.NONE) {
            return RESTORED;
        }
        return before.proved() ? CLEARED : CONNECTED;
    }
}
