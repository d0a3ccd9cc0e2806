package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import java.util.OptionalLong;

/**
 * What one sign-in came to.
 *
 * @param claim under which our own check was made; empty when somebody else saw it
 */
record Sighting(ChannelKey channel, long credentialVersion, OptionalLong claim, Diagnosis diagnosis) {
    static Sighting of(Observation observation) {
        return new Sighting(
                observation.channel(), observation.credentialVersion(), OptionalLong.empty(), observation.diagnosis());
    }

    /** Made with what is in force, and by who holds the channel. */
    boolean counts(BeliefRow row) {
        return credentialVersion == row.credentialVersion() && (claim.isEmpty() || claim.equals(row.claim()));
    }
}
