package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.protocol.Outcome.Breakage;
import static dev.mailmoor.protocol.Outcome.ConnectFailure;
import static dev.mailmoor.protocol.Outcome.Missing;
import static dev.mailmoor.protocol.Outcome.TlsFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.Providers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticianTest {
    private final Diagnostician diagnostician = Diagnostician.byRules(Providers.bundled());

    @ParameterizedTest
    @CsvFileSource(resources = "wordings.csv", delimiter = '|', numLinesToSkip = 1)
    void whatServersSayIsUnderstood(
            Protocol protocol, Stage stage, String provider, String words, String cause, String confidence) {
        Finding finding = finding(Outcomes.refused(protocol, stage, words), provider);
        assertThat(finding.cause().word() + " " + finding.confidence().word())
                .as(words)
                .isEqualTo(cause + " " + confidence);
    }

    @Test
    void aPastedTextIsNeverCertainlyALostLogin() {
        Outcome outcome = Outcomes.pasted(
                Protocol.IMAP, Stage.AUTH, "LOGIN", "a NO [AUTHENTICATIONFAILED] Authentication failed.");
        Finding finding = finding(outcome, "dovecot");
        assertThat(finding.cause()).isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.alternatives()).contains(Cause.ALIAS_USED_AS_USERNAME);
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, CERTAIN", "CRAM-MD5, LIKELY"})
    void aRefusalByCramMd5IsNeverCertainlyAWrongPassword(String mechanism, Confidence confidence) {
        Trace trace = new Trace(
                Protocol.IMAP,
                Outcomes.IMAPS,
                Stage.AUTH,
                Optional.of(mechanism),
                Optional.of("* OK ready"),
                List.of("S: * OK ready"),
                Duration.ZERO);
        Outcome outcome = new Outcome.Refused(trace, new Reply("a NO [AUTHENTICATIONFAILED] Authentication failed."));
        Finding finding = finding(outcome, "custom");
        assertThat(finding.cause()).isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
        assertThat(finding.confidence()).isEqualTo(confidence);
    }

    @Test
    void anUnknownRefusalOfASignInCountsAsALoginAndIsNeverAGuess() {
        Finding finding =
                finding(Outcomes.refused(Protocol.IMAP, Stage.AUTH, "a NO Mercury is in retrograde"), "custom");
        assertThat(finding.cause()).isEqualTo(Cause.OTHER);
        assertThat(finding.confidence()).isEqualTo(Confidence.AMBIGUOUS);
        assertThat(finding.leadsTo()).isEqualTo(CauseClass.LOGIN);
        Finding later =
                finding(Outcomes.refused(Protocol.IMAP, Stage.SELECT, "b NO Mercury is in retrograde"), "custom");
        assertThat(later.leadsTo()).isEqualTo(CauseClass.PATH);
    }

    @Test
    void theProviderIsKnownByTheHostToo() {
        Endpoint gmail = new Endpoint("imap.gmail.com", 993, TlsMode.TLS);
        Outcome outcome = new Outcome.Refused(
                Outcomes.trace(Protocol.IMAP, Stage.AUTH, gmail),
                new Reply("a NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"));
        Diagnosis diagnosis = diagnostician.diagnose(outcome, "custom");
        assertThat(diagnosis.finding().orElseThrow().cause()).isEqualTo(Cause.APP_PASSWORD_REQUIRED);
        assertThat(diagnosis.summary()).startsWith("Gmail wants an app password");
        assertThat(diagnosis.finding().orElseThrow().remedy()).anyMatch(step -> step.contains("2-Step Verification"));
    }

    @Test
    void connectedHasNoFinding() {
        Diagnosis diagnosis = diagnostician.diagnose(
                new Outcome.SignedIn(Outcomes.trace(Protocol.IMAP, Stage.SELECT, Outcomes.IMAPS)), "custom");
        assertThat(diagnosis.connected()).isTrue();
        assertThat(diagnosis.summary()).isEqualTo("We were able to connect to your mailbox.");
        assertThat(diagnosis.stage()).isEqualTo("select");
    }

    @ParameterizedTest
    @CsvSource({
        "HOST_NOT_FOUND,host-not-found",
        "NAME_SERVICE_FAILED,provider-outage-or-temporary",
        "ADDRESS_NOT_ALLOWED,address-not-allowed",
        "REFUSED,connection-refused",
        "TIMED_OUT,connection-timed-out",
        "UNREACHABLE,connection-timed-out"
    })
    void noConnectionIsAPath(ConnectFailure failure, String cause) {
        Finding finding = finding(new Outcome.NotConnected(trace(Stage.CONNECT), failure, "why"), "custom");
        assertThat(finding.cause().word()).isEqualTo(cause);
        assertThat(finding.leadsTo()).isEqualTo(CauseClass.PATH);
        assertThat(finding.reauthRequired()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CERTIFICATE_EXPIRED,certificate-untrusted-or-expired-or-name-mismatch",
        "CERTIFICATE_UNTRUSTED,certificate-untrusted-or-expired-or-name-mismatch",
        "NAME_MISMATCH,certificate-untrusted-or-expired-or-name-mismatch",
        "CERTIFICATE_WEAK,certificate-untrusted-or-expired-or-name-mismatch",
        "CLIENT_CERTIFICATE_REQUIRED,tls-version-or-cipher",
        "NOT_TLS,tls-plain-mismatch",
        "VERSION_OR_CIPHER,tls-version-or-cipher",
        "STARTTLS_REFUSED,tls-plain-mismatch",
        "INJECTED_BYTES,proxy-or-antivirus-interference",
        "OTHER,tls-version-or-cipher"
    })
    void failedTlsIsAPath(TlsFailure failure, String cause) {
        Finding finding = finding(new Outcome.TlsFailed(trace(Stage.TLS), failure, "CN=Example"), "custom");
        assertThat(finding.cause().word()).isEqualTo(cause);
        assertThat(finding.leadsTo()).isEqualTo(CauseClass.PATH);
    }

    @Test
    void aVirusScannersCertificateIsToldFromTheServersOwn() {
        Finding finding = finding(
                new Outcome.TlsFailed(
                        trace(Stage.TLS), TlsFailure.CERTIFICATE_UNTRUSTED, "issued by CN=Avast Web/Mail Shield Root"),
                "custom");
        assertThat(finding.cause()).isEqualTo(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED,GREETING,connection-reset-or-closed",
        "RESET,AUTH,connection-reset-or-closed",
        "TIMED_OUT,AUTH,connection-timed-out",
        "GARBLED,GREETING,not-a-mail-server-on-port",
        "GARBLED,SELECT,other",
        "TOO_MUCH,GREETING,not-a-mail-server-on-port",
        "LOOKS_LIKE_TLS,GREETING,tls-plain-mismatch"
    })
    void aBrokenDialogueIsNeverALostLoginForSure(Breakage breakage, Stage stage, String cause) {
        Finding finding = finding(new Outcome.Broken(trace(stage), breakage, ""), "custom");
        assertThat(finding.cause().word()).isEqualTo(cause);
        assertThat(finding.leadsTo()).isEqualTo(CauseClass.PATH);
    }

    @Test
    void silenceOnATlsPortMeansThatWeShouldHaveBegunWithTls() {
        Trace plain =
                Outcomes.trace(Protocol.IMAP, Stage.GREETING, new Endpoint("mail.example.com", 993, TlsMode.STARTTLS));
        assertThat(finding(new Outcome.Broken(plain, Breakage.TIMED_OUT, ""), "custom")
                        .cause())
                .isEqualTo(Cause.TLS_PLAIN_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTTLS,tls-plain-mismatch",
        "LOGIN_WITHOUT_TLS,tls-required-before-auth",
        "MECHANISM,unsupported-auth-mechanism",
        "PASSWORD_SIGN_IN,basic-auth-disabled",
        "TOKEN_SIGN_IN,unsupported-auth-mechanism",
        "AUTHENTICATION,not-a-mail-server-on-port"
    })
    void whatIsNotOfferedIsNamed(Missing missing, String cause) {
        assertThat(finding(new Outcome.NotOffered(trace(Stage.CAPABILITY), missing, ""), "custom")
                        .cause()
                        .word())
                .isEqualTo(cause);
    }

    @Test
    void aPasswordThatCannotBeSentIsNotTheServersFault() {
        Finding finding = finding(
                new Outcome.NotOffered(trace(Stage.CONNECT), Missing.UNSENDABLE, "a password with a line break"),
                "custom");
        assertThat(finding.cause()).isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void theNetworkGuardsReasonIsInTheSentence() {
        Diagnosis diagnosis = diagnostician.diagnose(
                new Outcome.NotConnected(
                        trace(Stage.CONNECT), ConnectFailure.ADDRESS_NOT_ALLOWED, "the host has a private address"),
                "custom");
        assertThat(diagnosis.summary())
                .isEqualTo("Mailmoor may not connect to mail.example.com: the host has a private address.");
    }

    @Test
    void linksThatSignTheirReaderInAreCutOff() {
        String words =
                "a NO [WEBALERT https://accounts.google.com/signin/continue?sarp=1&plt=AKgnsbs] Web login required.";
        Diagnosis diagnosis = diagnostician.diagnose(Outcomes.refused(Protocol.IMAP, Stage.AUTH, words), "gmail");
        assertThat(diagnosis.serverReply().orElseThrow())
                .contains("https://accounts.google.com/signin/continue?‹secret›]")
                .doesNotContain("AKgnsbs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR [AUTH] sign in at https://mail.example.com/unlock?user=a&token=AKgnsbsAKgnsbs now",
                "{\"access_token\":\"AKgnsbsAKgnsbs\",\"error\":\"x\"}",
                "535 refused: Bearer AKgnsbsAKgnsbs"
            })
    void otherSecretsInTextsAreCutOutToo(String words) {
        assertThat(Redaction.of(words)).contains("‹secret›").doesNotContain("AKgnsbs");
    }

    @Test
    void aCommandThatTheServerRepeatsLosesItsSecret() {
        String words = "500 5.5.1 Command unrecognized: \"AUTH PLAIN AHVzZXIAcGFzcw==\"";
        Diagnosis diagnosis = diagnostician.diagnose(Outcomes.refused(Protocol.SMTP, Stage.AUTH, words), "custom");
        assertThat(diagnosis.serverReply().orElseThrow()).doesNotContain("AHVzZXIAcGFzcw==");
        assertThat(diagnosis.finding().orElseThrow().cause()).isEqualTo(Cause.UNSUPPORTED_AUTH_MECHANISM);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasASentenceAndAStepForEveryProvider(Cause cause) {
        Subject subject = Subject.of(Providers.bundled().byId("custom"), trace(Stage.AUTH), "");
        Explanations.Text text = new Explanations().of(cause, subject);
        assertThat(text.summary()).endsWith(".").doesNotContain("{");
        assertThat(text.remedy()).isNotEmpty().noneMatch(step -> step.contains("{") || step.isBlank());
        assertThat(cause.reauthRequired() && cause.leadsTo("auth") != CauseClass.LOGIN)
                .isFalse();
    }

    private Finding finding(Outcome outcome, String provider) {
        return diagnostician.diagnose(outcome, provider).finding().orElseThrow();
    }

    private static Trace trace(Stage stage) {
        return Outcomes.trace(Protocol.SMTP, stage, new Endpoint("mail.example.com", 587, TlsMode.STARTTLS));
    }
}
