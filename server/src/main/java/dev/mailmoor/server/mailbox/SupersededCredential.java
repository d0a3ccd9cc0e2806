package dev.mailmoor.server.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * The credential that was in force before the present one.
 *
 * @param replacedBy why the present one came about
 */
public record SupersededCredential(
        CredentialKind kind,
        long version,
        Optional<Instant> expiresAt,
        Instant supersededAt,
        CredentialOrigin replacedBy,
        Optional<OAuthClientId> oauthClient) {}
