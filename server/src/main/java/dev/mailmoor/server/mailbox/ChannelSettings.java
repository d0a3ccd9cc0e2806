package dev.mailmoor.server.mailbox;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;

/** How one channel is reached; it holds no secret. */
public record ChannelSettings(Protocol protocol, Endpoint endpoint, String username) {}
