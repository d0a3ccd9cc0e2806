package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.GivenGrant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant in place of a secret.
 *
 * @param client the id of an OAuth client of this workspace
 * @param refreshToken left out where the client works without people
 */
record OAuthRequest(@Nullable String client, @Nullable Secret refreshToken) {
    GivenGrant grant() {
        return new GivenGrant.ByToken(client(client), Optional.ofNullable(refreshToken));
    }

    /** An id that does not even look like one names no client. */
    static OAuthClientId client(@Nullable String id) {
        try {
            return new OAuthClientId(UUID.fromString(id == null ? "" : id));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.field("oauth.client", "There is no such OAuth client in this workspace."));
        }
    }
}
