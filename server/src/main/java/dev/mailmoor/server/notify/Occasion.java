package dev.mailmoor.server.notify;

import java.util.Locale;

/** What is told of a loss. */
enum Occasion {
    LOST,
    REMINDER,
    RESTORED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Occasion of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
