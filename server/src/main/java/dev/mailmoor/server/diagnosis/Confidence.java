package dev.mailmoor.server.diagnosis;

/** How sure a diagnosis is. */
public enum Confidence {
    CERTAIN,
    LIKELY,
    AMBIGUOUS
}
