package dev.mailmoor.server.fleet;

/** In which order a list comes. */
public enum Order {
    ADDRESS,
    /** Worst state first, then by address. */
    URGENCY,
    NEWEST
}
