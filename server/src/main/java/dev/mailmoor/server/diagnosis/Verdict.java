package dev.mailmoor.server.diagnosis;

import java.util.List;
import java.util.Optional;

/** What a rule decides; {@code whoMustAct} only where it is not the cause's usual one. */
record Verdict(Cause cause, Confidence confidence, List<Cause> alternatives, Optional<WhoMustAct> whoMustAct) {

    static Verdict certain(Cause cause) {
        return new Verdict(cause, Confidence.CERTAIN, List.of(), Optional.empty());
    }

    static Verdict likely(Cause cause, Cause... alternatives) {
        return new Verdict(cause, Confidence.LIKELY, List.of(alternatives), Optional.empty());
    }

    static Verdict ambiguous(Cause cause, Cause... alternatives) {
        return new Verdict(cause, Confidence.AMBIGUOUS, List.of(alternatives), Optional.empty());
    }

    Verdict upTo(WhoMustAct who) {
        return new Verdict(cause, confidence, alternatives, Optional.of(who));
    }

    Verdict notCertain() {
        return confidence == Confidence.CERTAIN
                ? new Verdict(cause, Confidence.LIKELY, alternatives, whoMustAct)
                : this;
    }
}
