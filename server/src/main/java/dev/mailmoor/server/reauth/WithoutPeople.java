package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signs mailboxes in whose draft names no password, where an app-only or domain-wide OAuth client serves their servers. */
@Component
class WithoutPeople {
    private final OAuthClients clients;

    WithoutPeople(OAuthClients clients) {
        this.clients = clients;
    }

    /** Of these drafts; no question is asked where each has its password. */
    Offered offered(WorkspaceId workspace, List<MailboxDraft> drafts) {
        boolean asked = drafts.stream().anyMatch(WithoutPeople::namesNoSecret);
        return new Offered(
                asked
                        ? clients.all(workspace).stream()
                                .filter(client -> client.flow().withoutPeople())
                                .toList()
                        : List.of());
    }

    private static boolean namesNoSecret(MailboxDraft draft) {
        return draft.oauth().isEmpty()
                && draft.secret().isEmpty()
                && draft.receiving().flatMap(ChannelDraft::secret).isEmpty()
                && draft.sending().flatMap(ChannelDraft::secret).isEmpty();
    }

    /** The clients that need no person. */
    final class Offered {
        private final List<OAuthClient> candidates;

        private Offered(List<OAuthClient> candidates) {
            this.candidates = candidates;
        }

        /** A new mailbox, by the client that serves all of its servers. */
        Optional<Intent> add(MailboxDraft draft, DraftReader reader) {
            if (candidates.isEmpty() || !namesNoSecret(draft)) {
                return Optional.empty();
            }
            MailboxDraft granted = draft.under(byClient(candidates.getFirst().id()));
            return ReadMany.add(granted, reader) instanceof Intent.Add(Plan plan, String note)
                    ? serving(plan.channels(), Optional.empty())
                            .map(client -> new Intent.Add(plan.granted(byClient(client)), note))
                    : Optional.empty();
        }

        /** A mailbox under OAuth that has lost its login: by its own client, if that needs no person, else by another. */
        Optional<Intent> renew(Mailbox before, MailboxDraft draft, Edit texts) {
            boolean lost = before.credential().kind() == CredentialKind.OAUTH
                    && before.state() == MailboxState.AUTH_LOST
                    && namesNoSecret(draft);
            return Optional.of(before.channels())
                    .filter(_ -> lost && texts.channels().isEmpty())
                    .flatMap(channels -> serving(channels, before.credential().oauthClient()))
                    .map(client -> new Intent.Replace(
                            before,
                            new Edit(texts.texts(), Map.of(), Map.of(), Optional.of(byClient(client))),
                            Map.of()));
        }

        private Optional<OAuthClientId> serving(
                Map<Direction, ChannelSettings> channels, Optional<OAuthClientId> present) {
            return candidates.stream()
                    .filter(client -> channels.values().stream()
                            .allMatch(settings ->
                                    clients.mayServe(client, settings.endpoint().host())))
                    .min(Comparator.comparing(client -> !present.equals(Optional.of(client.id()))))
                    .map(OAuthClient::id);
        }

        private static GivenGrant byClient(OAuthClientId client) {
            return new GivenGrant.ByToken(client, Optional.empty());
        }
    }
}
