package dev.mailmoor.server.monitor;

/** What was concluded of a channel and is not over yet, lighter first. */
enum Trouble {
    NONE("none"),
    UNREACHABLE("unreachable"),
    AUTH_LOST("auth-lost");

    private final String word;

    Trouble(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    Trouble or(Trouble other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
