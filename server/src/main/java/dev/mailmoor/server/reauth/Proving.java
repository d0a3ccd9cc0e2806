package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** How a candidate is proved before it is saved. */
public enum Proving {
    /** Every channel must accept it. */
    WHOLE,
    /** One channel is enough; the person said so. */
    PARTIAL_ACCEPTED,
    /** Saved untried; the monitor tries it at once. */
    UNTRIED;

    /** Whether every side was tried, and works: then nobody needs to be asked for anything any more. */
    static boolean whole(Set<Direction> sides, Map<Direction, Diagnosis> tried) {
        return tried.keySet().containsAll(sides) && WHOLE.satisfiedBy(tried.values());
    }

    boolean satisfiedBy(Collection<Diagnosis> diagnoses) {
        return switch (this) {
            case WHOLE -> diagnoses.stream().allMatch(Diagnosis::connected);
            case PARTIAL_ACCEPTED -> diagnoses.stream().anyMatch(Diagnosis::connected);
            case UNTRIED -> true;
        };
    }
}
