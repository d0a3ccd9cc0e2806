package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds that the tokens of a grant in force go to servers of their provider alone, when a mailbox's servers change. */
@Component
class GrantHosts {
    private final OAuthClients clients;

    GrantHosts(OAuthClients clients) {
        this.clients = clients;
    }

    void check(Mailbox mailbox, Map<Direction, ChannelSettings> changed, Faults faults) {
        Optional<OAuthClient> client =
                mailbox.credential().oauthClient().flatMap(id -> clients.find(mailbox.workspace(), id));
        changed.values().stream()
                .flatMap(settings -> fault(client, settings).stream())
                .findFirst()
                .ifPresent(message -> faults.add("secret", message));
    }

    private Optional<String> fault(Optional<OAuthClient> client, ChannelSettings settings) {
        String host = settings.endpoint().host();
        boolean served = client.filter(one -> clients.mayServe(one, host)).isPresent();
        if (!served) {
            return Optional.of("The grant's tokens may not go to " + host
                    + ": they go to their provider's own servers, or to the mail hosts set for the OAuth client. Enter the"
                    + " password for the new servers, or connect the mailbox anew.");
        }
        return settings.endpoint().security() == TlsMode.NONE
                ? Optional.of("The grant's tokens are not sent over a connection that is not secure.")
                : Optional.empty();
    }
}
