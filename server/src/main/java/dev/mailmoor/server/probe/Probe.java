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

    /**
     * Where no secret is ready, nothing is tried: the diagnosis then asks for a new one (stage {@code token}). An access
     * token that the server refuses is got anew once before that counts.
     */
    Diagnosis check(String address, ChannelSettings settings, SignIn signIn);

    default Diagnosis check(ChannelTarget target, SignIn signIn) {
        return check(target.address(), target.settings(), signIn);
    }
}
