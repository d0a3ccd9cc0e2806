package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;

/** What one sign-in to a channel came to, and with which version of its credential. */
public record Observation(ChannelKey channel, long credentialVersion, Diagnosis diagnosis) {}
