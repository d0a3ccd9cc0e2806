package dev.mailmoor.protocol.sasl;

import java.util.Optional;

/** One run of a mechanism, from the client's side. The caller wipes each message once it is sent. */
public interface Exchange {
    /** What the client says first; empty when the server begins. */
    Optional<byte[]> first();

    /** The answer to a challenge; empty to cancel, because the server asks what the mechanism does not know. */
    Optional<byte[]> answer(byte[] challenge);

    /** Whether the server's acceptance may be believed; mechanisms in which the server must prove itself say so. */
    default boolean serverProved() {
        return true;
    }
}
