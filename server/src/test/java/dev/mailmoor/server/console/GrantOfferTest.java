package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthFlow;
import dev.mailmoor.server.signin.OAuthProvider;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantOfferTest {
    private static final Provider GMAIL = Providers.bundled().byId("gmail");
    private static final Provider WORKSPACE = Providers.bundled().byId("google-workspace");

    private static OAuthClient domainWide(String name) {
        return new OAuthClient(
                new WorkspaceId(UUID.randomUUID()),
                new OAuthClientId(UUID.randomUUID()),
                name,
                OAuthProvider.GOOGLE,
                OAuthFlow.DOMAIN_WIDE,
                URI.create("https://accounts.google.com"),
                "mailmoor",
                List.of(),
                List.of(),
                1,
                Instant.EPOCH,
                1);
    }

    @Test
    void aDomainsDelegationIsOfferedToItsMailboxesAndNotToPeoplesOwn() {
        List<OAuthClient> all = List.of(domainWide("Ours"));

        assertThat(GrantOffer.adding(WORKSPACE, WORKSPACE, all).ways())
                .extracting(GrantWay::label)
                .containsExactly("Google (domain-wide)");
        assertThat(GrantOffer.adding(WORKSPACE, GMAIL, all).ways()).isEmpty();
        assertThat(GrantOffer.adding(GMAIL, GMAIL, all)).satisfies(offer -> {
            assertThat(offer.ways()).isEmpty();
            assertThat(offer.missing()).isEmpty();
        });
    }

    @Test
    void twoOfAKindAreToldApartByTheirNames() {
        assertThat(GrantOffer.adding(WORKSPACE, WORKSPACE, List.of(domainWide("Sales"), domainWide("Support")))
                        .ways())
                .extracting(GrantWay::label)
                .containsExactly("Google (domain-wide, Sales)", "Google (domain-wide, Support)");
    }
}
