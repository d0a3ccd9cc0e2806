package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;

/** A stored credential, made ready to use. */
public sealed interface SignIn {
    record Ready(Secret secret) implements SignIn {}

    /** An OAuth grant: the access token is got when it is used, for that may take a while. */
    record ByToken(Tokens tokens) implements SignIn {}

    /** There is no secret to use, or it does not open; {@code reason} is a plain sentence. */
    record NotReady(String reason) implements SignIn {}
}
