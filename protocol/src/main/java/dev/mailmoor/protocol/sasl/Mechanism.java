package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;

/** A way to sign in (RFC 4422). Stateless; each attempt begins an {@link Exchange} of its own. */
interface Mechanism {
    /** As servers list it, in capitals. */
    String name();

    /** What kind of secret it takes. */
    default Credentials.Kind kind() {
        return Credentials.Kind.PASSWORD;
    }

    /** Whether it binds the sign-in to the TLS connection, and so needs one that can be bound to. */
    default boolean binds() {
        return false;
    }

    /** Whether the secret itself travels. */
    default boolean reveals() {
        return true;
    }

    /** Whether it says which bytes a password beyond ASCII has, and servers agree on it. */
    default boolean carriesUnicode() {
        return true;
    }

    /** @throws IllegalArgumentException when the mechanism cannot carry these credentials */
    Exchange begin(Credentials credentials, Surroundings surroundings);
}
