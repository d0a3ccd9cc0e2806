package dev.mailmoor.server.reauth;

/** How a candidate is proved before it is saved. */
public enum Proving {
    /** Every channel must accept it. */
    WHOLE,
    /** One channel is enough; the person said so. */
    PARTIAL_ACCEPTED,
    /** Saved untried; the monitor tries it at once. */
    UNTRIED
}
