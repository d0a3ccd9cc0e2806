package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NameService;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.outbound.GuardedHttp;
import dev.mailmoor.server.outbound.Reach;
import dev.mailmoor.server.signin.GrantedAccount.Account;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose account it is, by ID tokens as Google and Microsoft make them; only their keys are elsewhere. */
class GrantedAccountTest {
    private static final String TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";
    private static final String OTHER_TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String MICROSOFT = "https://login.microsoftonline.com/%s/v2.0";
    private static final RSAKey KEY = key();

    private final ScriptedOAuthServer keys = new ScriptedOAuthServer();
    private final GuardedHttp http = new GuardedHttp(
            new Reach(List.of(Cidr.parse("127.0.0.0/8")), NameService.SYSTEM, new CertificateTrust(List.of()), 443));
    private final GrantedAccount accounts = new GrantedAccount(new OAuthWeb(http));

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void keysArePublished() {
        keys.publishes(new JWKSet(KEY.toPublicJWK()).toString());
    }

    @AfterEach
    void end() {
        http.close();
        keys.close();
    }

    private static OAuthClient client(OAuthProvider provider, String issuer) {
        return new OAuthClient(
                new WorkspaceId(UUID.randomUUID()),
                new OAuthClientId(UUID.randomUUID()),
                "Ours",
                provider,
                OAuthFlow.PERSON,
                URI.create(issuer),
                "mailmoor",
                List.of(),
                List.of(),
                1,
                Instant.EPOCH,
                1);
    }

    private OIDCProviderMetadata metadata(OAuthClient client, String tenant) {
        try {
            String document = Published.metadata(client.provider(), tenant)
                    .replaceFirst("(\"jwks_uri\": ?)\"[^\"]+\"", "$1\"" + keys.issuer() + "/keys\"")
                    .replaceFirst("\"userinfo_endpoint\": ?\"[^\"]+\",", "");
            return IssuerMetadata.read(client.issuer(), document).orElseThrow();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims(String issuer) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("mailmoor")
                .subject("AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)))
                .claim("nonce", "the nonce");
    }

    private Account account(OAuthClient client, String tenant, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            token.sign(new RSASSASigner(KEY));
            var response = new OIDCTokenResponse(new OIDCTokens(token, new BearerAccessToken("access"), null));
            return accounts.of(client, response, new GrantedAccount.Expected("the nonce", metadata(client, tenant)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "organizations"})
    void microsoftNamesTheTenantInTheTokenAndVerifiesNoAddress(String any) {
        OAuthClient client = client(OAuthProvider.MICROSOFT, MICROSOFT.formatted(any));
        JWTClaimsSet claims = claims(MICROSOFT.formatted(TENANT))
                .claim("tid", TENANT)
                .claim("ver", "2.0")
                .claim("preferred_username", "Anna@Contoso.example")
                .build();
        assertThat(account(client, any, claims)).isEqualTo(new Account.Known(List.of("anna@contoso.example")));
    }

    @Test
    void aTokenOfAnotherTenantThanItNamesIsNotBelieved() {
        OAuthClient client = client(OAuthProvider.MICROSOFT, MICROSOFT.formatted("common"));
        JWTClaimsSet claims = claims(MICROSOFT.formatted(TENANT))
                .claim("tid", OTHER_TENANT)
                .claim("preferred_username", "anna@contoso.example")
                .build();
        assertThat(account(client, "common", claims)).isInstanceOf(Account.Unproved.class);
    }

    @Test
    void googlesAddressCountsUnlessGoogleSaysThatItIsNotVerified() {
        OAuthClient client = client(OAuthProvider.GOOGLE, "https://accounts.google.com");
        JWTClaimsSet.Builder claims =
                claims("https://accounts.google.com").claim("hd", "example.com").claim("email", "Anna@example.com");
        assertThat(account(client, "", claims.build())).isEqualTo(new Account.Known(List.of("anna@example.com")));
        assertThat(account(client, "", claims.claim("email_verified", true).build()))
                .isEqualTo(new Account.Known(List.of("anna@example.com")));
        assertThat(account(client, "", claims.claim("email_verified", false).build()))
                .isEqualTo(new Account.Known(List.of()));
    }
}
