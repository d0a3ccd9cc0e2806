package dev.mailmoor.protocol;

/** How far an attempt came: the stage it ended in. {@code SELECT} and {@code SEND} are the proofs after sign-in. */
public enum Stage {
    CONNECT,
    TLS,
    GREETING,
    CAPABILITY,
    AUTH,
    SELECT,
    SEND
}
