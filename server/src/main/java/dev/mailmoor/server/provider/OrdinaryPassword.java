package dev.mailmoor.server.provider;

/** Whether a mailbox's ordinary password works in mail programs. */
public enum OrdinaryPassword {
    WORKS,
    /** Only as long as the person has not switched two-step sign-in on. */
    WITHOUT_TWO_STEP,
    NEVER
}
