package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.server.provider.Providers;
import org.junit.jupiter.api.Test;

class DiagnosisJsonTest {
    private final Diagnostician diagnostician = Diagnostician.byRules(Providers.bundled());

    @Test
    void aFailureComesBackAsItWent() {
        Diagnosis diagnosis =
                diagnostician.diagnose(Outcomes.refused(Protocol.IMAP, Stage.AUTH, "a NO Login failed «ü»"), "custom");
        assertThat(DiagnosisJson.read(DiagnosisJson.write(diagnosis))).isEqualTo(diagnosis);
    }

    @Test
    void aConnectedOneComesBackAsItWent() {
        Diagnosis diagnosis = diagnostician.diagnose(
                new Outcome.SignedIn(Outcomes.trace(Protocol.POP3, Stage.SELECT, Outcomes.IMAPS)), "custom");
        assertThat(DiagnosisJson.read(DiagnosisJson.write(diagnosis))).isEqualTo(diagnosis);
    }

    @Test
    void theNamesAreThoseOfTheContractInItsOrder() {
        Diagnosis diagnosis =
                diagnostician.diagnose(Outcomes.refused(Protocol.IMAP, Stage.AUTH, "a NO Login failed"), "custom");
        assertThat(DiagnosisJson.toMap(diagnosis).keySet())
                .containsExactly(
                        "outcome",
                        "cause",
                        "stage",
                        "confidence",
                        "alternatives",
                        "summary",
                        "remedy",
                        "guide",
                        "whoMustAct",
                        "reauthRequired",
                        "retryable",
                        "serverReply",
                        "transcript",
                        "protocol",
                        "host",
                        "port",
                        "elapsedMillis");
        assertThat(DiagnosisJson.toMap(diagnosis))
                .containsEntry("outcome", "failed")
                .containsEntry("cause", "wrong-password-or-username")
                .containsEntry("whoMustAct", "mailbox-owner")
                .containsEntry("reauthRequired", true)
                .containsEntry("guide", "/guide/wrong-password-or-username");
    }

    @Test
    void wordsOfAnotherReleaseAreReadAsOther() {
        Diagnosis diagnosis = DiagnosisJson.read("""
                {"outcome":"failed","cause":"new-in-the-future","stage":"auth","confidence":"?","alternatives":["host-not-found","x"]}""");
        Diagnosis.Finding finding = diagnosis.finding().orElseThrow();
        assertThat(finding.cause()).isEqualTo(Cause.OTHER);
        assertThat(finding.leadsTo()).isEqualTo(CauseClass.LOGIN);
        assertThat(finding.confidence()).isEqualTo(Confidence.AMBIGUOUS);
        assertThat(finding.alternatives()).containsExactly(Cause.HOST_NOT_FOUND);
    }
}
