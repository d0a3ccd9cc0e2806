package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.Providers;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
    private final Diagnostician diagnostician = Diagnostician.byRules(Providers.bundled());
    private final SecondOpinion opinion = new SecondOpinion(Providers.bundled());

    private final Diagnosis refused = diagnosis(Outcomes.refused(Protocol.IMAP, Stage.AUTH, "a NO Login failed"));
    private final Diagnosis connected =
            diagnosis(new Outcome.SignedIn(Outcomes.trace(Protocol.SMTP, Stage.SEND, Outcomes.IMAPS)));
    private final Diagnosis ill =
            diagnosis(Outcomes.refused(Protocol.SMTP, Stage.AUTH, "454 4.7.0 Temporary authentication failure"));

    @Test
    void whereTheOtherSideTakesTheSecretTheProtocolIsOff() {
        Diagnosis seen = opinion.of(refused, connected);
        Finding finding = seen.finding().orElseThrow();
        assertThat(finding.cause()).isEqualTo(Cause.PROTOCOL_DISABLED_FOR_MAILBOX);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.alternatives()).contains(Cause.WRONG_PASSWORD_OR_USERNAME);
        assertThat(finding.reauthRequired()).isFalse();
        assertThat(seen.summary()).contains("IMAP").contains("switched off");
        assertThat(seen.serverReply()).isEqualTo(refused.serverReply());
    }

    @Test
    void whereBothRefuseTheSecretItIsSurer() {
        Finding alone = refused.finding().orElseThrow();
        Finding both = opinion.of(
                        refused,
                        diagnosis(
                                Outcomes.refused(Protocol.SMTP, Stage.AUTH, "535 5.7.8 Error: authentication failed")))
                .finding()
                .orElseThrow();
        assertThat(alone.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(both.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(both.cause()).isEqualTo(alone.cause());
    }

    @Test
    void aSideThatIsIllTellsNothing() {
        assertThat(opinion.of(refused, ill)).isEqualTo(refused);
        assertThat(opinion.of(ill, connected)).isEqualTo(ill);
        assertThat(opinion.of(connected, refused)).isEqualTo(connected);
    }

    private Diagnosis diagnosis(Outcome outcome) {
        return diagnostician.diagnose(outcome, "custom");
    }
}
