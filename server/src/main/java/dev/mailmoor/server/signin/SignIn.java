package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;

/** A stored credential, made ready to use. */
public sealed interface SignIn {
    record Ready(Secret secret) implements SignIn {}

    /** There is no secret to use, or it does not open; {@code reason} is a plain sentence. */
    record NotReady(String reason) implements SignIn {}
}
