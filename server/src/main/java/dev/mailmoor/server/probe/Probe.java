package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;

/** Checks one channel once. Blocks its virtual thread for at most the overall deadline; never throws. */
public interface Probe {
    /**
     * @param address the mailbox's own address: proved as the sender on SMTP, and where the provider is known by
     */
    Diagnosis check(String address, ChannelSettings settings, Secret secret);
}
