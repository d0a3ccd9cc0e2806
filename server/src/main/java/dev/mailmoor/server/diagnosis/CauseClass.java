package dev.mailmoor.server.diagnosis;

/** What a cause leads to: a lost login, a server not reached, or no change of state. */
public enum CauseClass {
    LOGIN,
    PATH,
    NEITHER
}
