package dev.mailmoor.server.console;

import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthProvider;
import java.util.List;

/** A way to grant a mailbox, as a button says it. */
record GrantWay(String id, String label, String means) {
    /** One that needs nobody is no way for people to go: its button says what it does. */
    static GrantWay adding(OAuthClient client, List<OAuthClient> all) {
        return client.flow().withoutPeople()
                ? new GrantWay(
                        client.id().toString(), withoutPeople(client, all), "without a password, and nobody signs in")
                : of(client, all);
    }

    private static String withoutPeople(OAuthClient client, List<OAuthClient> beside) {
        if (client.provider() == OAuthProvider.OIDC) {
            return client.name();
        }
        boolean another = beside.stream()
                .anyMatch(other -> other.flow() == client.flow()
                        && other.provider() == client.provider()
                        && !other.id().equals(client.id()));
        String how = client.flow().word() + (another ? ", " + client.name() : "");
        return client.provider().title() + " (" + how + ")";
    }

    static List<GrantWay> of(List<OAuthClient> offered) {
        return offered.stream().map(client -> of(client, offered)).toList();
    }

    /** @param beside whatever else is offered: what people know it by is the provider, so long as there is one of it */
    static GrantWay of(OAuthClient client, List<OAuthClient> beside) {
        return new GrantWay(client.id().toString(), "Continue with " + name(client, beside), "without a password");
    }

    private static String name(OAuthClient client, List<OAuthClient> beside) {
        if (client.provider() == OAuthProvider.OIDC) {
            return client.name();
        }
        String title = client.provider().title();
        boolean another = beside.stream()
                .anyMatch(other -> !other.flow().withoutPeople()
                        && other.provider() == client.provider()
                        && !other.id().equals(client.id()));
        return another && !client.name().equals(title) ? title + " (" + client.name() + ")" : title;
    }
}
