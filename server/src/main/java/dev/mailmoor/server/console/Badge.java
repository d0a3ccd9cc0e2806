package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.MailboxState;

/** A state as it is shown: a colour and a word, never one without the other. */
record Badge(Tone tone, String text, String state) {
    static Badge of(MailboxState state) {
        return switch (state) {
            case AUTH_LOST -> new Badge(Tone.RED, "Login lost", state.word());
            case SUSPECT -> new Badge(Tone.AMBER, "Suspect", state.word());
            case UNREACHABLE -> new Badge(Tone.AMBER, "Not reached", state.word());
            case UNVERIFIED -> new Badge(Tone.GREY, "Unverified", state.word());
            case CONNECTED -> new Badge(Tone.GREEN, "Connected", state.word());
            case PAUSED -> new Badge(Tone.GREY, "Paused", state.word());
        };
    }
}
