package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.server.provider.Providers;

/** Interprets outcomes. Pure: the same outcome always gets the same diagnosis. */
public interface Diagnostician {
    /**
     * @param providerId the provider the caller knows the mailbox to be at, or {@code custom}; the outcome's own host and
     *     greeting are looked at too
     */
    Diagnosis diagnose(Outcome outcome, String providerId);

    /** The one that goes by rules. */
    static Diagnostician byRules(Providers providers) {
        return new RuleDiagnostician(providers);
    }
}
