package dev.mailmoor.server.mailbox;

import java.time.Instant;
import java.util.Optional;

/** What may be told of the credential in force; {@code version} counts up with every new one, a roll-back included. */
public record CredentialFacts(CredentialKind kind, long version, Instant changedAt, Optional<Instant> expiresAt) {}
