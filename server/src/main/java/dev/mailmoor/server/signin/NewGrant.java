package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.OAuthClientId;
import java.time.Instant;
import java.util.Optional;

/**
 * A grant that was just given or renewed, not yet stored.
 *
 * @param refreshToken empty where the client needs none
 * @param endsAt when the grant itself ends, where the OAuth server told
 */
public record NewGrant(
        OAuthClientId client,
        Secret accessToken,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Secret> refreshToken,
        Optional<Instant> endsAt) {

    /** To sign in with it before it is stored. */
    public SignIn signIn() {
        return new SignIn.ByToken(Tokens.always(new Tokens.Access.Usable(accessToken)));
    }
}
