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
    /** One password for all channels, whatever version it replaces. */
    static Candidate of(Secret secret) {
        return new Candidate(Optional.of(secret), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /** A grant, whatever version it replaces. */
    static Candidate of(GivenGrant grant) {
        return new Candidate(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.of(grant));
    }

    /** Passwords. */
    public Candidate(
            Optional<Secret> secret,
            Optional<Secret> receiving,
            Optional<Secret> sending,
            OptionalLong expectedVersion) {
        this(secret, receiving, sending, expectedVersion, Optional.empty());
    }
}
