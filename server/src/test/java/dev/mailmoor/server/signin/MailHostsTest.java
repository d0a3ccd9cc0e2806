package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailHostsTest {
    private final MailHosts hosts = new MailHosts(Providers.bundled());

    private static OAuthClient client(OAuthProvider provider, String issuer, List<String> hosts) {
        return new OAuthClient(
                new WorkspaceId(TimeOrderedId.next()),
                new OAuthClientId(TimeOrderedId.next()),
                "ours",
                provider,
                OAuthFlow.PERSON,
                URI.create(issuer),
                "id",
                List.of(),
                hosts,
                1,
                Instant.EPOCH,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "GOOGLE, https://accounts.google.com, imap.gmail.com, true",
        "GOOGLE, https://accounts.google.com, smtp.gmail.com, true",
        "GOOGLE, https://accounts.google.com, outlook.office365.com, false",
        "GOOGLE, https://accounts.google.com, imap.gmail.com.evil.example, false",
        "MICROSOFT, https://login.microsoftonline.com/common/v2.0, outlook.office365.com, true",
        "MICROSOFT, https://login.microsoftonline.com/common/v2.0, smtp.office365.com, true",
        "MICROSOFT, https://login.microsoftonline.com/common/v2.0, smtp-mail.outlook.com, true",
        "MICROSOFT, https://login.microsoftonline.com/common/v2.0, imap.gmail.com, false",
        "OIDC, https://login.example.com, imap.example.com, true",
        "OIDC, https://login.example.com, IMAP.EXAMPLE.COM., true",
        "OIDC, https://login.example.com, imap.example.org, false",
        "OIDC, https://login.one.co.uk, imap.two.co.uk, false",
        "OIDC, https://one.github.io, two.github.io, false",
        "OIDC, http://127.0.0.1:9000/x, 127.0.0.1, true",
        "OIDC, http://localhost:9000/x, 127.0.0.1, true",
        "OIDC, http://10.1.2.3/x, 10.1.2.4, false"
    })
    void tokensGoToTheProvidersOwnServers(OAuthProvider provider, String issuer, String host, boolean may) {
        assertThat(hosts.mayReceive(client(provider, issuer, List.of()), host)).isEqualTo(may);
    }

    @Test
    void hostsThatAreSetForAClientAreTheOnlyOnes() {
        OAuthClient client = client(OAuthProvider.GOOGLE, "https://accounts.google.com", List.of("imap.relay.example"));
        assertThat(hosts.mayReceive(client, "imap.relay.example")).isTrue();
        assertThat(hosts.mayReceive(client, "imap.gmail.com")).isFalse();
    }
}
