package dev.mailmoor.server.console;

/** A sentence at the top of the next page. */
record Notice(Tone tone, String text) {
    static Notice good(String text) {
        return new Notice(Tone.GREEN, text);
    }

    static Notice partly(String text) {
        return new Notice(Tone.AMBER, text);
    }

    static Notice bad(String text) {
        return new Notice(Tone.RED, text);
    }
}
