package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthProvider;
import java.util.List;
import java.util.Optional;

/**
 * How a mailbox gets to a grant instead of a password.
 *
 * @param missing Google or Microsoft, when the mailbox is there and no client for it is set up in the workspace
 */
record GrantOffer(List<GrantWay> ways, Optional<String> missing) {
    /** For a mailbox that is here. A client without people asks nobody for anything. */
    static GrantOffer renewing(Mailbox mailbox, List<OAuthClient> offered) {
        boolean settled = !offered.isEmpty() || mailbox.credential().kind() == CredentialKind.OAUTH;
        return new GrantOffer(
                GrantWay.of(offered),
                OAuthProvider.ofMailProvider(mailbox.provider())
                        .filter(_ -> !settled)
                        .map(OAuthProvider::title));
    }

    /** For one to be added. */
    static GrantOffer adding(Provider provider, List<OAuthClient> all) {
        Optional<OAuthProvider> whose = OAuthProvider.ofMailProvider(provider.id());
        List<GrantWay> ways = all.stream()
                .filter(client -> whose.equals(Optional.of(client.provider())))
                .map(client -> GrantWay.adding(client, all))
                .toList();
        return new GrantOffer(ways, whose.filter(_ -> ways.isEmpty()).map(OAuthProvider::title));
    }
}
