package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.OAuthClientId;
import java.util.Optional;

/**
 * Where a channel leads to.
 *
 * @param key {@code host:port}
 * @param place whose trouble is one incident: the known provider's id, else the key
 * @param oauthClient that gets the tokens to sign in with there; empty for a password
 */
record Server(String key, String place, Optional<OAuthClientId> oauthClient) {
    /** One that is reached with a password. */
    Server(String key, String place) {
        this(key, place, Optional.empty());
    }

    /** The place of the OAuth client: its trouble is one incident too, whatever server its mailboxes are on. */
    Optional<String> clientPlace() {
        return oauthClient.map(ClientPlaces::of);
    }
}
