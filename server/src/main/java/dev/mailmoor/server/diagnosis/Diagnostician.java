package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Outcome;

/** Interprets outcomes. Pure: the same outcome always gets the same diagnosis. */
public interface Diagnostician {
    /**
     * @param providerId the provider the caller knows the mailbox to be at, or {@code custom}; the outcome's own host and
     *     greeting are looked at too
     */
    Diagnosis diagnose(Outcome outcome, String providerId);
}
