package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.provider.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five answers that help pages of such systems have always explained, with what to do. */
class FixedAnswersTest {
    private final Explainer explainer = Explainer.byRules(Providers.bundled());

    @Test
    void invalidCredentialsAreABadUserNameOrPassword() {
        Diagnosis diagnosis = explained("imap", "xm001 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)");
        assertThat(cause(diagnosis)).isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
        assertThat(remedy(diagnosis)).contains("user name").contains("password");
        assertThat(diagnosis.finding().orElseThrow().reauthRequired()).isTrue();
    }

    @Test
    void noSuchHostIsABadHostName() {
        Diagnosis diagnosis = explained("", "No such host is known");
        assertThat(cause(diagnosis)).isEqualTo(Cause.HOST_NOT_FOUND);
        assertThat(remedy(diagnosis)).contains("host name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object reference not set to an instance of an object.",
                "System.NullReferenceException: Object reference not set to an instance of an object.",
                "Unrecognized SSL message, plaintext connection?",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0046"
            })
    void aGarbledAnswerMeansThatASecureConnectionIsNeeded(String text) {
        Diagnosis diagnosis = explained("imap", text);
        assertThat(cause(diagnosis)).isIn(Cause.TLS_PLAIN_MISMATCH, Cause.TLS_REQUIRED_BEFORE_AUTH);
        assertThat(remedy(diagnosis)).containsIgnoringCase("secure connection");
    }

    @Test
    void anAccountWithoutBusinessMailLacksThePlan() {
        Diagnosis diagnosis = explained("pop3", "This user doesn't have a Business Mail account");
        assertThat(cause(diagnosis)).isEqualTo(Cause.LICENSE_OR_PLAN_MISSING);
        assertThat(remedy(diagnosis)).contains("plan");
    }

    @Test
    void couldNotConnectIsTheNetworkOrForwarding() {
        Diagnosis diagnosis = explained("", "Could not connect to the server");
        assertThat(cause(diagnosis)).isEqualTo(Cause.CONNECTION_TIMED_OUT);
        assertThat(remedy(diagnosis)).contains("forward").contains("another network");
    }

    private Diagnosis explained(String protocol, String text) {
        return explainer.explain(new Quote(protocol, "", "", "", "", text));
    }

    private static Cause cause(Diagnosis diagnosis) {
        return diagnosis.finding().orElseThrow().cause();
    }

    private static String remedy(Diagnosis diagnosis) {
        return String.join(" ", diagnosis.finding().orElseThrow().remedy());
    }
}
