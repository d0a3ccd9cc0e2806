package dev.mailmoor.server.vault;

import dev.mailmoor.protocol.Secret;

/** What came of opening a sealed secret. */
public sealed interface Opening {
    record Opened(Secret secret) implements Opening {}

    /** No such row. */
    record Missing() implements Opening {}

    /** The row was swapped, rolled back or altered, or sealed under a key that is gone. */
    record Tampered() implements Opening {}
}
