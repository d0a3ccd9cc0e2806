package dev.mailmoor.server.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * What a rule decides; {@code whoMustAct}, {@code reauthRequired} and {@code retryable} only where they are not the cause's
 * usual ones.
 */
record Verdict(
        Cause cause,
        Confidence confidence,
        List<Cause> alternatives,
        Optional<WhoMustAct> whoMustAct,
        Optional<Boolean> reauthRequired,
        Optional<Boolean> retryable) {

    static Verdict certain(Cause cause) {
        return verdict(cause, Confidence.CERTAIN);
    }

    static Verdict likely(Cause cause, Cause... alternatives) {
        return verdict(cause, Confidence.LIKELY, alternatives);
    }

    static Verdict ambiguous(Cause cause, Cause... alternatives) {
        return verdict(cause, Confidence.AMBIGUOUS, alternatives);
    }

    private static Verdict verdict(Cause cause, Confidence confidence, Cause... alternatives) {
        return new Verdict(
                cause, confidence, List.of(alternatives), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Verdict upTo(WhoMustAct who) {
        return new Verdict(cause, confidence, alternatives, Optional.of(who), reauthRequired, retryable);
    }

    /** A new secret of the owner's would not help. */
    Verdict withoutNewSecret() {
        return new Verdict(cause, confidence, alternatives, whoMustAct, Optional.of(false), retryable);
    }

    /** It passes by itself. */
    Verdict passing() {
        return new Verdict(cause, confidence, alternatives, whoMustAct, reauthRequired, Optional.of(true));
    }

    Verdict notCertain() {
        return confidence == Confidence.CERTAIN
                ? new Verdict(cause, Confidence.LIKELY, alternatives, whoMustAct, reauthRequired, retryable)
                : this;
    }
}
