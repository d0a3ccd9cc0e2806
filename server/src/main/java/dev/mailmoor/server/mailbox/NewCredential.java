package dev.mailmoor.server.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a credential that comes into force; its secrets are sealed in the vault under the same version.
 *
 * @param changedBy the label of who gave it
 * @param oauthClient of a grant; empty for a password
 */
public record NewCredential(
        CredentialKind kind,
        long version,
        CredentialOrigin origin,
        Instant changedAt,
        String changedBy,
        Optional<Instant> expiresAt,
        Optional<OAuthClientId> oauthClient) {
    /** A password. */
    // Allowed ParameterNumber: the record without its last component.
    public NewCredential(
            CredentialKind kind,
            long version,
            CredentialOrigin origin,
            Instant changedAt,
            String changedBy,
            Optional<Instant> expiresAt) {
        this(kind, version, origin, changedAt, changedBy, expiresAt, Optional.empty());
    }
}
