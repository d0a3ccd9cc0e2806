package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Confidence;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.WhoMustAct;
import dev.mailmoor.server.mailbox.ChannelSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said when there is no secret to try: no server is at fault, and only a new secret helps. */
final class NotReadyDiagnosis {
    private static final String STAGE = "token";
    private static final Finding FINDING =
            finding("Enter the password of this mailbox again; it is tried before it is saved.");
    private static final Finding GRANT = finding("Sign in with the provider again from the mailbox's page.");

    private static Finding finding(String remedy) {
        return new Finding(
                Cause.OTHER,
                CauseClass.LOGIN,
                Confidence.CERTAIN,
                List.of(),
                List.of(remedy),
                Optional.empty(),
                WhoMustAct.OPERATOR,
                true,
                false);
    }

    private NotReadyDiagnosis() {}

    static Diagnosis of(ChannelSettings settings, String reason) {
        return of(settings, reason, FINDING);
    }

    static Diagnosis ofGrant(ChannelSettings settings, String reason) {
        return of(settings, reason, GRANT);
    }

    private static Diagnosis of(ChannelSettings settings, String reason, Finding finding) {
        Endpoint endpoint = settings.endpoint();
        return new Diagnosis(
                Optional.of(finding),
                STAGE,
                reason,
                Optional.empty(),
                List.of(),
                settings.protocol().name().toLowerCase(Locale.ROOT),
                endpoint.host(),
                endpoint.port(),
                0);
    }
}
