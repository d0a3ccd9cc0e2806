package dev.mailmoor.server.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Failures of one class since the last success, as far as they count: an observation ahead of its step does not, so that
 * two in the same minute are never taken for a confirmation.
 *
 * @param certainSince the first one whose diagnosis was certain
 */
record Tally(int count, Instant first, Instant last, Optional<Instant> certainSince) {
    /** When the further failures count, in confirm delays after the first; CONTRACT §4. */
    private static final List<Integer> LOGIN_STEPS = List.of(0, 1, 4, 10);

    private static final List<Integer> PATH_STEPS = List.of(0, 1, 4);

    static Tally first(Instant at, boolean certain) {
        return new Tally(1, at, at, certain ? Optional.of(at) : Optional.empty());
    }

    Tally andLogin(Instant at, boolean certain, Duration confirmDelay) {
        Optional<Instant> certainty = certainSince.or(() -> certain ? Optional.of(at) : Optional.empty());
        return counting(at, LOGIN_STEPS, confirmDelay).certainSince(certainty);
    }

    Tally andPath(Instant at, Duration confirmDelay) {
        return counting(at, PATH_STEPS, confirmDelay);
    }

    /** A certain failure and one more after the delay, or four of any confidence. */
    boolean provesLoss(Instant at, Duration confirmDelay) {
        boolean confirmed = certainSince
                .filter(since -> !at.isBefore(since.plus(confirmDelay)))
                .isPresent();
        return confirmed || count >= LOGIN_STEPS.size();
    }

    boolean provesUnreachable() {
        return count >= PATH_STEPS.size();
    }

    Instant nextLogin(Duration confirmDelay) {
        Instant step = step(LOGIN_STEPS, confirmDelay);
        return certainSince
                .map(since -> since.plus(confirmDelay))
                .filter(step::isAfter)
                .orElse(step);
    }

    Instant nextPath(Duration confirmDelay) {
        return step(PATH_STEPS, confirmDelay);
    }

    private Tally counting(Instant at, List<Integer> steps, Duration confirmDelay) {
        return at.isBefore(step(steps, confirmDelay)) ? this : new Tally(count + 1, first, at, certainSince);
    }

    private Tally certainSince(Optional<Instant> certainty) {
        return new Tally(count, first, last, certainty);
    }

    /** From when on the next failure counts: its step, and never within one delay of the one before. */
    private Instant step(List<Integer> steps, Duration confirmDelay) {
        Instant planned = first.plus(confirmDelay.multipliedBy(steps.get(Math.min(count, steps.size() - 1))));
        Instant earliest = last.plus(confirmDelay);
        return planned.isBefore(earliest) ? earliest : planned;
    }
}
