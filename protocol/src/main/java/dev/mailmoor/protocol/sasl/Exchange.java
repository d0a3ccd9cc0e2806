package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.TokenRefusal;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.util.Optional;

/** One run of a mechanism, from the client's side. The caller wipes each message once it is sent. */
public interface Exchange {
    /** What the client says first; empty when the server begins. */
    Optional<byte[]> first();

    /**
     * The answer to a challenge.
     *
     * @throws AttemptEnded when the mechanism does not know such a challenge, or must not answer it
     */
    byte[] answer(byte[] challenge) throws AttemptEnded;

    /**
     * Called when the server accepts.
     *
     * @throws AttemptEnded when it may not be believed, because it has not proved itself as the mechanism demands
     */
    default void accepted() throws AttemptEnded {}

    /** Whether a refusal now would say anything of the secret. */
    default boolean hasShownSecret() {
        return true;
    }

    /** Why the server did not take an OAuth token, once it has told. */
    default Optional<TokenRefusal> tokenRefusal() {
        return Optional.empty();
    }
}
