package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;
import java.util.OptionalLong;

/** A credential that may replace the one in force: one secret for both channels, or one for each, or a grant. */
public record Candidate(
        Optional<Secret> secret,
        Optional<Secret> receiving,
        Optional<Secret> sending,
        OptionalLong expectedVersion,
        Optional<GivenGrant> oauth) {
    /** Passwords. */
    public Candidate(
            Optional<Secret> secret,
            Optional<Secret> receiving,
            Optional<Secret> sending,
            OptionalLong expectedVersion) {
        this(secret, receiving, sending, expectedVersion, Optional.empty());
    }
}
