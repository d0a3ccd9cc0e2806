package dev.mailmoor.server.mailbox;

import java.util.UUID;

/** Names the OAuth client by which a mailbox signs in; {@code signin} keeps the clients themselves. */
public record OAuthClientId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
