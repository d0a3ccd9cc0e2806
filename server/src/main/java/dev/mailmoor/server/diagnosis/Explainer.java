package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.provider.Providers;

/** Interprets answers that somebody pasted. Pure: the same text always gets the same diagnosis. */
public interface Explainer {
    /** Less sure than of an outcome that was seen. The diagnosis' port is 0, its host blank where that is not known. */
    Diagnosis explain(Quote quote);

    /** The one that goes by rules. */
    static Explainer byRules(Providers providers) {
        return new RuleDiagnostician(providers);
    }
}
