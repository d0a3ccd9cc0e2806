package dev.mailmoor.protocol;

import java.util.Optional;

/**
 * One attempt.
 *
 * @param sender for SMTP: the address to prove with MAIL FROM after sign-in; empty leaves the proof out
 */
public record LoginRequest(
        Protocol protocol, Endpoint endpoint, String username, Secret secret, Optional<String> sender) {}
