package dev.mailmoor.server.console;

import java.util.Locale;

/** What a colour means; always beside a word. */
enum Tone {
    GREEN,
    RED,
    AMBER,
    GREY;

    /** The class in the stylesheet. */
    String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
