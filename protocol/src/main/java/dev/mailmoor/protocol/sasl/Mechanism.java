package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;

/** A way to sign in (RFC 4422). Stateless; each attempt begins an {@link Exchange} of its own. */
public interface Mechanism {
    /** As servers list it, in capitals. */
    String name();

    Strength strength();

    Exchange begin(Credentials credentials);

    /** What an eavesdropper inside the connection, or the server itself, learns; later ones are preferred. */
    enum Strength {
        /** The secret itself, by an obsolete mechanism. */
        REVEALING_OBSOLETE,
        /** The secret itself. */
        REVEALING,
        /** A proof of the secret. */
        PROVING,
        /** Both sides prove that they know the secret. */
        MUTUAL
    }
}
