package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.signin.NewGrant;
import java.util.Optional;

/** An OAuth grant in place of passwords; it serves every channel of its mailbox. */
public sealed interface GivenGrant {
    /** @param refreshToken left out where the client needs no person */
    record ByToken(OAuthClientId client, Optional<Secret> refreshToken) implements GivenGrant {}

    /** A person has just granted it. */
    record Fresh(NewGrant grant) implements GivenGrant {}

    /** The grant itself; one whose token was not got yet is an error of ours. */
    default NewGrant got() {
        return switch (this) {
            case Fresh(NewGrant grant) -> grant;
            case ByToken _ -> throw new IllegalStateException("its token was not got");
        };
    }
}
