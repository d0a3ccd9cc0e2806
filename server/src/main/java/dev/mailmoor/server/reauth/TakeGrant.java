package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.probe.TokenTroubles;
import dev.mailmoor.server.signin.NewGrant;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.signin.OAuthGrants;
import dev.mailmoor.server.signin.TokenTrouble;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Turns a grant that was given into tokens, after it is sure that they may go where the mailbox is. */
@Component
class TakeGrant {
    private final OAuthClients clients;
    private final OAuthGrants grants;
    private final TokenTroubles troubles;

    TakeGrant(OAuthClients clients, OAuthGrants grants, TokenTroubles troubles) {
        this.clients = clients;
        this.grants = grants;
        this.troubles = troubles;
    }

    /** Whose mailbox it is, and where. */
    record Target(WorkspaceId workspace, String address, Map<Direction, ChannelSettings> channels) {}

    /** What came of it. */
    sealed interface Taking {
        record Taken(NewGrant grant) implements Taking {}

        record Refused(Map<Direction, Diagnosis> diagnoses) implements Taking {}

        /** Faults were added. */
        record Faulty() implements Taking {}
    }

    Taking take(Target target, GivenGrant given, Faults faults) {
        Optional<OAuthClient> client = clients.find(target.workspace(), client(given));
        if (client.isEmpty()) {
            faults.add("oauth.client", "There is no such OAuth client in this workspace.");
            return new Taking.Faulty();
        }
        int before = faults.count();
        target.channels().forEach((direction, settings) -> checkHost(client.get(), direction, settings, faults));
        return faults.count() > before ? new Taking.Faulty() : take(target, given, client.get());
    }

    private void checkHost(OAuthClient client, Direction direction, ChannelSettings settings, Faults faults) {
        String host = settings.endpoint().host();
        if (!clients.mayServe(client, host)) {
            faults.add(
                    direction.word() + ".host",
                    "Tokens of " + client.name() + " may not go to " + host
                            + ": they go to their provider's own servers, or to the mail hosts set for the OAuth client.");
        }
    }

    private Taking take(Target target, GivenGrant given, OAuthClient client) {
        return switch (given) {
            case GivenGrant.Fresh(NewGrant grant) -> new Taking.Taken(grant);
            case GivenGrant.ByToken byToken -> {
                if (TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw new IllegalStateException("a transaction must not wait for an OAuth server");
                }
                yield switch (grants.obtain(client, target.address(), byToken.refreshToken())) {
                    case OAuthGrants.Obtained.Got(NewGrant grant) -> new Taking.Taken(grant);
                    case OAuthGrants.Obtained.Failed(TokenTrouble trouble) ->
                        new Taking.Refused(diagnoses(target, trouble));
                };
            }
        };
    }

    private Map<Direction, Diagnosis> diagnoses(Target target, TokenTrouble trouble) {
        Map<Direction, Diagnosis> diagnoses = new EnumMap<>(Direction.class);
        target.channels()
                .forEach((direction, settings) -> diagnoses.put(direction, troubles.diagnosis(settings, trouble)));
        return diagnoses;
    }

    private static OAuthClientId client(GivenGrant given) {
        return switch (given) {
            case GivenGrant.Fresh(NewGrant grant) -> grant.client();
            case GivenGrant.ByToken byToken -> byToken.client();
        };
    }
}
