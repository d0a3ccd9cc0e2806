package dev.mailmoor.server.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be told of the credential in force; {@code version} counts up with every new one, a roll-back included.
 *
 * @param oauthClient of a grant; empty for a password
 */
public record CredentialFacts(
        CredentialKind kind,
        long version,
        Instant changedAt,
        Optional<Instant> expiresAt,
        Optional<OAuthClientId> oauthClient) {
    /** A password. */
    public CredentialFacts(CredentialKind kind, long version, Instant changedAt, Optional<Instant> expiresAt) {
        this(kind, version, changedAt, expiresAt, Optional.empty());
    }
}
