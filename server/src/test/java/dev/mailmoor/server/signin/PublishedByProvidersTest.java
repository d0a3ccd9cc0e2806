package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.TokenDiagnostician;
import dev.mailmoor.server.diagnosis.TokenDiagnostician.Asked;
import dev.mailmoor.server.provider.Providers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google and Microsoft publish of themselves and answer, in their own form. */
class PublishedByProvidersTest {
    private static final TokenDiagnostician RULES = TokenDiagnostician.byRules(Providers.bundled());
    private static final String MICROSOFTS_TRACE = "\\r\\nTrace ID: 255d1aef-8c98-452f-ac51-23d051240864\\r\\n"
            + "Correlation ID: fb3d2015-bc17-4bb9-bb85-30c5cf1aaaa7\\r\\nTimestamp: 2026-01-09 02:02:12Z";

    private static OIDCProviderMetadata metadata(OAuthProvider provider) {
        try {
            return IssuerMetadata.read(issuer(provider), Published.metadata(provider, "common"))
                    .orElseThrow();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI issuer(OAuthProvider provider) {
        return URI.create(provider.usualIssuer().orElseThrow());
    }

    private static TokenEndpoint.Answer answer(OAuthProvider provider, int status, String body) {
        OIDCProviderMetadata metadata = metadata(provider);
        HTTPResponse response = new HTTPResponse(status);
        response.setHeader("Content-Type", "application/json; charset=utf-8");
        response.setBody(body);
        return TokenEndpoint.read(metadata.getTokenEndpointURI(), response, metadata);
    }

    @Test
    void whatTheyPublishIsReadAndSaysWhereToGo() {
        OIDCProviderMetadata google = metadata(OAuthProvider.GOOGLE);
        assertThat(google.getAuthorizationEndpointURI())
                .isEqualTo(URI.create("https://accounts.google.com/o/oauth2/v2/auth"));
        assertThat(google.getTokenEndpointURI()).isEqualTo(URI.create("https://oauth2.googleapis.com/token"));
        OIDCProviderMetadata microsoft = metadata(OAuthProvider.MICROSOFT);
        assertThat(microsoft.getTokenEndpointURI())
                .isEqualTo(URI.create("https://login.microsoftonline.com/common/oauth2/v2.0/token"));
    }

    @Test
    void microsoftsDocumentOfAnyTenantIsNotThatOfOne() throws ParseException {
        URI one = URI.create("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");
        String anyTenants = Published.metadata(OAuthProvider.MICROSOFT, "organizations");
        assertThat(IssuerMetadata.read(one, anyTenants)).isEmpty();
        assertThat(IssuerMetadata.read(URI.create("https://login.microsoftonline.com/organizations/v2.0"), anyTenants))
                .isPresent();
        assertThat(IssuerMetadata.read(URI.create("https://accounts.google.com"), anyTenants))
                .isEmpty();
    }

    @Test
    void tokensComeWithTheirLife() {
        assertThat(answer(OAuthProvider.GOOGLE, 200, """
                {"access_token": "ya29.a0AfH6SM", "expires_in": 3599, "refresh_token_expires_in": 604799,
                 "scope": "https://mail.google.com/ openid https://www.googleapis.com/auth/userinfo.email",
                 "token_type": "Bearer"}
                """))
                .isInstanceOfSatisfying(TokenEndpoint.Answer.Tokens.class, came -> {
                    assertThat(life(came)).isEqualTo(Duration.ofSeconds(3_599));
                    Map<String, Object> more =
                            came.response().toSuccessResponse().getCustomParameters();
                    assertThat(more.get("refresh_token_expires_in")).hasToString("604799");
                });
        assertThat(answer(OAuthProvider.MICROSOFT, 200, """
                {"token_type":"Bearer","scope":"https://outlook.office.com/IMAP.AccessAsUser.All","expires_in":3600,
                 "ext_expires_in":3600,"access_token":"EwBAA8l6BAAU","refresh_token":"M.C105_BAY.0.U.-Cg"}
                """))
                .isInstanceOfSatisfying(
                        TokenEndpoint.Answer.Tokens.class,
                        came -> assertThat(life(came)).isEqualTo(Duration.ofHours(1)));
    }

    private static Duration life(TokenEndpoint.Answer.Tokens came) {
        return Duration.ofSeconds(
                came.response().toSuccessResponse().getTokens().getAccessToken().getLifetime());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | invalid_grant         | Token has been expired or revoked.           | OAUTH_GRANT_REVOKED_OR_EXPIRED | LOGIN
            400 | invalid_grant         | Bad Request                                  | OAUTH_GRANT_REVOKED_OR_EXPIRED | LOGIN
            400 | invalid_grant         | reauth related error (invalid_rapt)          | MFA_OR_CONDITIONAL_ACCESS      | LOGIN
            400 | invalid_grant         | Account has been deleted                     | ACCOUNT_DOES_NOT_EXIST         | LOGIN
            400 | admin_policy_enforced | ''                                           | OAUTH_CONSENT_OR_SCOPE_MISSING | LOGIN
            401 | invalid_client        | The OAuth client was not found.              | OAUTH_CLIENT_MISCONFIGURED     | PATH
            401 | deleted_client        | The OAuth client was deleted.                | OAUTH_CLIENT_MISCONFIGURED     | PATH
            401 | disabled_client       | The OAuth client was disabled.               | OAUTH_CLIENT_MISCONFIGURED     | PATH
            403 | org_internal          | ''                                           | OAUTH_CLIENT_MISCONFIGURED     | PATH
            401 | unauthorized_client   | Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested. | OAUTH_CLIENT_MISCONFIGURED | PATH
            """)
    // Allowed ParameterNumber: one column each.
    void googlesRefusalsAreToldApart(int status, String error, String words, Cause cause, CauseClass leadsTo) {
        Finding finding =
                judged(OAuthProvider.GOOGLE, answer(OAuthProvider.GOOGLE, status, """
                        {"error": "%s", "error_description": "%s"}
                        """.formatted(error, words)));
        assertThat(finding.cause()).isEqualTo(cause);
        assertThat(finding.leadsTo()).isEqualTo(leadsTo);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | invalid_grant        | 50076   | Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000002-0000-0000-c000-000000000000'. | MFA_OR_CONDITIONAL_ACCESS | LOGIN
            400 | interaction_required | 50079   | Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication. | MFA_OR_CONDITIONAL_ACCESS | LOGIN
            400 | invalid_grant        | 700082  | The refresh token has expired due to inactivity. The token was issued on 2025-08-01T07:10:37.1Z and was inactive for 90.00:00:00. | OAUTH_GRANT_REVOKED_OR_EXPIRED | LOGIN
            400 | invalid_grant        | 50173   | The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. | OAUTH_GRANT_REVOKED_OR_EXPIRED | LOGIN
            400 | invalid_grant        | 65001   | The user or administrator has not consented to use the application with ID '11111111-2222-3333-4444-555555555555' named 'Mailmoor'. | OAUTH_CONSENT_OR_SCOPE_MISSING | LOGIN
            400 | invalid_grant        | 53003   | Access has been blocked by Conditional Access policies. The access policy does not allow token issuance. | MFA_OR_CONDITIONAL_ACCESS | LOGIN
            400 | invalid_grant        | 50057   | The user account is disabled. | ACCOUNT_LOCKED_OR_DISABLED | LOGIN
            401 | invalid_client       | 7000222 | The provided client secret keys for app '11111111-2222-3333-4444-555555555555' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret | OAUTH_CLIENT_MISCONFIGURED | PATH
            401 | invalid_client       | 7000215 | Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID. | OAUTH_CLIENT_MISCONFIGURED | PATH
            400 | unauthorized_client  | 700016  | Application with identifier '11111111-2222-3333-4444-555555555555' was not found in the directory 'Contoso'. | OAUTH_CLIENT_MISCONFIGURED | PATH
            """)
    // Allowed ParameterNumber: one column each.
    void microsoftsRefusalsAreToldApart(
            int status, String error, String number, String words, Cause cause, CauseClass leadsTo) {
        Finding finding = judged(OAuthProvider.MICROSOFT, answer(OAuthProvider.MICROSOFT, status, """
                        {"error":"%1$s","error_description":"AADSTS%2$s: %3$s%4$s","error_codes":[%2$s],
                         "timestamp":"2026-01-09 02:02:12Z","trace_id":"255d1aef-8c98-452f-ac51-23d051240864",
                         "correlation_id":"fb3d2015-bc17-4bb9-bb85-30c5cf1aaaa7",
                         "error_uri":"https://login.microsoftonline.com/error?code=%2$s"}
                        """.formatted(
                        error, number, words, MICROSOFTS_TRACE)));
        assertThat(finding.cause()).isEqualTo(cause);
        assertThat(finding.leadsTo()).isEqualTo(leadsTo);
    }

    private static Finding judged(OAuthProvider provider, TokenEndpoint.Answer answer) {
        assertThat(answer).isInstanceOf(TokenEndpoint.Answer.Trouble.class);
        TokenTrouble trouble = ((TokenEndpoint.Answer.Trouble) answer).trouble();
        assertThat(trouble).isInstanceOf(TokenTrouble.Refused.class);
        var refused = (TokenTrouble.Refused) trouble;
        String mailProvider = provider.mailProviders().getFirst();
        return RULES.refused(new Asked(refused.host(), mailProvider, "token"), refused.error(), refused.description())
                .finding()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":"temporarily_unavailable","error_description":"AADSTS90033: A transient error has occurred. Please try again."}
            400 | {"error":"server_error","error_description":"AADSTS90055: The server is busy."}
            403 | {"error":{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}}
            403 | <!DOCTYPE html><html><title>Sorry...</title><body>our systems have detected unusual traffic</body></html>
            404 | {}
            200 | <html>Sign in to the network</html>
            """)
    void whatIsNoRefusalSaysNothingOfTheGrant(int status, String body) {
        assertThat(answer(OAuthProvider.GOOGLE, status, body))
                .isInstanceOfSatisfying(
                        TokenEndpoint.Answer.Trouble.class,
                        said -> assertThat(said.trouble()).isInstanceOf(TokenTrouble.NoAnswer.class));
    }
}
