package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Secret;

/** Who signs in, and with what. */
public record Credentials(String username, Secret secret) {}
