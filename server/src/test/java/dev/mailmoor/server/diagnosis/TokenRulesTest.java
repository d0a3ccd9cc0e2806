package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.TokenDiagnostician.Asked;
import dev.mailmoor.server.provider.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRulesTest {
    private final TokenDiagnostician rules = TokenDiagnostician.byRules(Providers.bundled());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid_grant       | Token has been expired or revoked.                   | OAUTH_GRANT_REVOKED_OR_EXPIRED | CERTAIN   | LOGIN
            invalid_grant       | Bad Request                                          | OAUTH_GRANT_REVOKED_OR_EXPIRED | CERTAIN   | LOGIN
            invalid_grant       | ''                                                   | OAUTH_GRANT_REVOKED_OR_EXPIRED | CERTAIN   | LOGIN
            invalid_grant       | AADSTS700082: The refresh token has expired.         | OAUTH_GRANT_REVOKED_OR_EXPIRED | CERTAIN   | LOGIN
            invalid_grant       | Account has been deleted                             | ACCOUNT_DOES_NOT_EXIST         | LIKELY    | LOGIN
            invalid_grant       | AADSTS50076: you must use multi-factor authentication | MFA_OR_CONDITIONAL_ACCESS     | LIKELY    | LOGIN
            invalid_client      | AADSTS7000222: The provided client secret keys are expired. | OAUTH_CLIENT_MISCONFIGURED | CERTAIN | PATH
            unauthorized_client | ''                                                   | OAUTH_CLIENT_MISCONFIGURED     | CERTAIN   | PATH
            access_denied       | ''                                                   | OAUTH_CONSENT_OR_SCOPE_MISSING | LIKELY    | LOGIN
            """)
    // Allowed ParameterNumber: one column each.
    void whatATokenEndpointSaysIsJudged(
            String error, String description, Cause cause, Confidence confidence, CauseClass leadsTo) {
        Diagnosis diagnosis = rules.refused(new Asked("login.example.com", "custom", "token"), error, description);
        Finding finding = diagnosis.finding().orElseThrow();
        assertThat(finding.cause()).isEqualTo(cause);
        assertThat(finding.confidence()).isEqualTo(confidence);
        assertThat(finding.leadsTo()).isEqualTo(leadsTo);
        assertThat(diagnosis.stage()).isEqualTo("token");
        assertThat(diagnosis.host()).isEqualTo("login.example.com");
    }

    @Test
    void noAnswerSaysNothingOfTheGrant() {
        Diagnosis diagnosis = rules.noAnswer(
                new Asked("login.example.com", "custom", "token"), Cause.PROVIDER_OUTAGE_OR_TEMPORARY, "status 503");
        assertThat(diagnosis.finding()).hasValueSatisfying(finding -> {
            assertThat(finding.leadsTo()).isEqualTo(CauseClass.PATH);
            assertThat(finding.reauthRequired()).isFalse();
        });
    }
}
