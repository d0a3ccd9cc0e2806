package dev.mailmoor.server.console;

/** The field that proves a form to be ours. */
record Csrf(String name, String token) {
    static final String FIELD = "_csrf";
}
