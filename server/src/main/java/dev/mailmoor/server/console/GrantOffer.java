package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a mailbox gets to a grant instead of a password.
 *
 * @param missing Google or Microsoft, when the mailbox is there and no client for it is set up in the workspace
 */
record GrantOffer(List<GrantWay> ways, Optional<String> missing) {
    /** Addresses there are people's own: no administrator can open them to a client that needs nobody. */
    private static final Set<String> OF_NO_TENANT = Set.of("gmail", "outlook.com");

    /** For a mailbox that is here. A client without people asks nobody for anything. */
    static GrantOffer renewing(Mailbox mailbox, List<OAuthClient> offered) {
        boolean settled = !offered.isEmpty() || mailbox.credential().kind() == CredentialKind.OAUTH;
        return new GrantOffer(
                GrantWay.of(offered),
                OAuthProvider.ofMailProvider(mailbox.provider())
                        .filter(_ -> !settled)
                        .map(OAuthProvider::title));
    }

    /**
     * For one to be added.
     *
     * @param home where the address is; the provider itself, when nobody knows
     */
    static GrantOffer adding(Provider provider, Provider home, List<OAuthClient> all) {
        Optional<OAuthProvider> whose = OAuthProvider.ofMailProvider(provider.id());
        List<OAuthClient> theirs = all.stream()
                .filter(client -> whose.equals(Optional.of(client.provider())))
                .toList();
        List<GrantWay> ways = theirs.stream()
                .filter(client -> !client.flow().withoutPeople() || !OF_NO_TENANT.contains(home.id()))
                .map(client -> GrantWay.adding(client, all))
                .toList();
        return new GrantOffer(ways, whose.filter(_ -> theirs.isEmpty()).map(OAuthProvider::title));
    }
}
