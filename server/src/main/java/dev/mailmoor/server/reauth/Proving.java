package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import java.util.Collection;

/** How a candidate is proved before it is saved. */
public enum Proving {
    /** Every channel must accept it. */
    WHOLE,
    /** One channel is enough; the person said so. */
    PARTIAL_ACCEPTED,
    /** Saved untried; the monitor tries it at once. */
    UNTRIED;

    boolean satisfiedBy(Collection<Diagnosis> diagnoses) {
        return switch (this) {
            case WHOLE -> diagnoses.stream().allMatch(Diagnosis::connected);
            case PARTIAL_ACCEPTED -> diagnoses.stream().anyMatch(Diagnosis::connected);
            case UNTRIED -> true;
        };
    }
}
