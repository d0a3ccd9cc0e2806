package dev.mailmoor.server.console;

import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthProvider;

/** A way to grant a mailbox, as a button says it. */
record GrantWay(String id, String label, String means) {
    /** One that needs nobody is no way for people to go: its button says what it does. */
    static GrantWay adding(OAuthClient client) {
        return client.flow().withoutPeople()
                ? new GrantWay(client.id().toString(), client.name(), "without a password, and nobody signs in")
                : of(client);
    }

    static GrantWay of(OAuthClient client) {
        boolean plain = client.provider() != OAuthProvider.OIDC
                && client.name().equals(client.provider().title());
        String name = plain ? client.provider().title() : client.name();
        return new GrantWay(client.id().toString(), "Continue with " + name, "without a password");
    }
}
