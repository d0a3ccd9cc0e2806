package dev.mailmoor.server.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a credential that comes into force; its secrets are sealed in the vault under the same version.
 *
 * @param changedBy the label of who gave it
 */
public record NewCredential(
        CredentialKind kind,
        long version,
        CredentialOrigin origin,
        Instant changedAt,
        String changedBy,
        Optional<Instant> expiresAt) {}
