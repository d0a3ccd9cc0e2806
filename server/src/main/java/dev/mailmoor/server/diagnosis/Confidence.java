package dev.mailmoor.server.diagnosis;

import java.util.Locale;

/** How sure a diagnosis is. */
public enum Confidence {
    /** Code or text leaves no doubt. */
    CERTAIN,
    LIKELY,
    /** Several causes fit, or none is known. */
    AMBIGUOUS;

    /** The contract's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
