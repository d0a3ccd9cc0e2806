package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Places that are OAuth clients: their trouble is one incident, whatever servers their mailboxes are on. */
@Component
class ClientPlaces {
    private static final String PREFIX = "oauth-client:";

    private final OAuthClients clients;

    ClientPlaces(OAuthClients clients) {
        this.clients = clients;
    }

    static String of(OAuthClientId client) {
        return PREFIX + client;
    }

    static Optional<OAuthClientId> client(String place) {
        return place.startsWith(PREFIX)
                ? Optional.of(new OAuthClientId(UUID.fromString(place.substring(PREFIX.length()))))
                : Optional.empty();
    }

    static UUID[] clients(Collection<String> places) {
        return places.stream()
                .flatMap(place -> client(place).stream())
                .map(OAuthClientId::value)
                .toArray(UUID[]::new);
    }

    /** As people know it: a client by its name, a server by its place. */
    String told(WorkspaceId workspace, String place) {
        return name(workspace, place).map(name -> "OAuth client: " + name).orElse(place);
    }

    /** Of the client that a place is; empty for a server. */
    Optional<String> name(WorkspaceId workspace, String place) {
        return client(place)
                .map(client ->
                        clients.find(workspace, client).map(OAuthClient::name).orElse("removed"));
    }
}
