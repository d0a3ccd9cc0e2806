package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import org.junit.jupiter.api.Test;

class IssuersTest {
    private static final String COMMON = "https://login.microsoftonline.com/common/v2.0";
    private static final String TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

    @Test
    void anIssuerIsComparedLetterForLetter() {
        assertThat(Issuers.same("https://id.example.com", "https://id.example.com"))
                .isTrue();
        assertThat(Issuers.same("https://id.example.com/", "https://id.example.com"))
                .isTrue();
        assertThat(Issuers.same("https://id.example.com", "https://ID.example.com"))
                .isFalse();
        assertThat(Issuers.same("https://id.example.com", "https://id.example.com.evil.example"))
                .isFalse();
    }

    @Test
    void microsoftsCommonIssuerStandsForAnyTenantAndNothingElse() throws ParseException {
        OIDCProviderMetadata published = OIDCProviderMetadata.parse(Issuers.readable("""
                {"issuer":"https://login.microsoftonline.com/{tenantid}/v2.0","jwks_uri":"https://login.microsoftonline.com/k",
                 "token_endpoint":"https://login.microsoftonline.com/t","subject_types_supported":["pairwise"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
                """));
        assertThat(Issuers.same(COMMON, published.getIssuer().getValue())).isTrue();
        String theirs = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
        assertThat(Issuers.same(COMMON, theirs, TENANT)).isTrue();
        assertThat(Issuers.same(COMMON, theirs, "")).isFalse();
        assertThat(Issuers.same(COMMON, "https://evil.example/" + TENANT + "/v2.0", TENANT))
                .isFalse();
        assertThat(Issuers.same(theirs, published.getIssuer().getValue())).isFalse();
        assertThat(Issuers.sameOfAnyTenant(COMMON, theirs)).isTrue();
        assertThat(Issuers.sameOfAnyTenant(theirs, theirs)).isTrue();
        assertThat(Issuers.sameOfAnyTenant(COMMON, "https://login.microsoftonline.com/evil.example/v2.0"))
                .isFalse();
        assertThat(Issuers.sameOfAnyTenant("https://id.example.com", "https://id.example.com"))
                .isTrue();
    }
}
