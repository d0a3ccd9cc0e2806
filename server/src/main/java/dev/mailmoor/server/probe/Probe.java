package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.signin.SignIn;

/** Checks one channel once. Blocks its virtual thread for at most the overall deadline; never throws. */
public interface Probe {
    /**
     * @param address the mailbox's own address: proved as the sender on SMTP, and where the provider is known by
     */
    Diagnosis check(String address, ChannelSettings settings, Secret secret);

    /** Where no secret is ready, nothing is tried: the diagnosis then asks for a new one (stage {@code token}). */
    default Diagnosis check(ChannelTarget target, SignIn signIn) {
        return switch (signIn) {
            case SignIn.Ready(Secret secret) -> check(target.address(), target.settings(), secret);
            case SignIn.NotReady(String reason) -> NotReadyDiagnosis.of(target.settings(), reason);
        };
    }
}
