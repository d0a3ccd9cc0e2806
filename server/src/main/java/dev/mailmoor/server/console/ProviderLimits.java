package dev.mailmoor.server.console;

import dev.mailmoor.server.signin.OAuthFlow;
import dev.mailmoor.server.signin.OAuthProvider;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What Google's and Microsoft's documentation says goes wrong with OAuth clients, and what is easily forgotten. */
final class ProviderLimits {
    private static final String TESTING =
            "While the app's publishing status at Google is “Testing”, every grant ends after 7 days. Publish the app, or"
                    + " make it internal to your organisation.";
    private static final String DELEGATION =
            "Domain-wide delegation works for your own Google Workspace alone, once its administrator has entered the"
                    + " service account's ID and the scope https://mail.google.com/ in the admin console.";
    private static final String SECRET =
            "A client secret at Microsoft ends after 24 months at most. Then no mailbox of this client signs in until the"
                    + " new one is entered here.";
    private static final String SMTP_AUTH =
            "Sending needs SMTP AUTH, which Microsoft leaves off: an administrator switches it on for the tenant or for"
                    + " each mailbox (Exchange admin centre, or Set-CASMailbox -SmtpClientAuthenticationDisabled $false).";
    private static final String SERVICE_PRINCIPAL =
            "App-only access needs one tenant's issuer, and the app's service principal registered in Exchange Online"
                    + " with full access to each mailbox (New-ServicePrincipal, Add-MailboxPermission).";

    private ProviderLimits() {}

    /** @param flow of a client; the first of them matters most */
    static List<String> of(OAuthProvider provider, OAuthFlow flow) {
        return switch (provider) {
            case GOOGLE -> List.of(flow.withoutPeople() ? DELEGATION : TESTING);
            case MICROSOFT ->
                flow.withoutPeople() ? List.of(SERVICE_PRINCIPAL, SMTP_AUTH, SECRET) : List.of(SECRET, SMTP_AUTH);
            case OIDC -> List.of();
        };
    }

    /** Whichever flow it will be. */
    static List<String> of(OAuthProvider provider) {
        return Arrays.stream(OAuthFlow.values())
                .flatMap(flow -> of(provider, flow).stream())
                .distinct()
                .toList();
    }

    static Stream<OAuthClientsPage.Limit> all() {
        return Arrays.stream(OAuthProvider.values())
                .map(provider -> new OAuthClientsPage.Limit(provider.title(), of(provider)))
                .filter(limit -> !limit.sentences().isEmpty());
    }
}
