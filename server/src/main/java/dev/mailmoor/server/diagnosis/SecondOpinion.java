package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one channel's login tells of the other's, where both were tried with the same user name and secret: a secret that one
 * side takes is not wrong on the other.
 */
public final class SecondOpinion {
    private final Providers providers;
    private final Explanations explanations = new Explanations();

    public SecondOpinion(Providers providers) {
        this.providers = providers;
    }

    /** {@code own} in the light of {@code other}. */
    public Diagnosis of(Diagnosis own, Diagnosis other) {
        if (!refuses(own)) {
            return own;
        }
        if (other.connected()) {
            return switchedOff(own);
        }
        return refuses(other) ? own.replacing(SecondOpinion::surer) : own;
    }

    /** The name or the secret as such was refused: the other side may know better. */
    public boolean refuses(Diagnosis diagnosis) {
        return diagnosis
                .finding()
                .filter(finding -> finding.cause().refusesSecret())
                .isPresent();
    }

    /** A refusal of what the other side takes. */
    public Diagnosis thoughTheOtherTakesIt(Diagnosis own) {
        return refuses(own) ? switchedOff(own) : own;
    }

    /** The protocol is off, not the password. */
    private Diagnosis switchedOff(Diagnosis own) {
        Provider provider = providers.byHost(own.host());
        Subject subject = new Subject(provider, own.protocol().toUpperCase(Locale.ROOT), own.host(), own.port(), "");
        Cause cause = Cause.PROTOCOL_DISABLED_FOR_MAILBOX;
        Explanations.Text text = explanations.of(cause, subject);
        String taken = own.protocol().equals("smtp") ? "Receiving" : "Sending";
        return own.saying(text.summary())
                .noting(taken + " takes the same password.")
                .replacing(finding -> new Finding(
                        cause,
                        cause.leadsTo(own.stage()),
                        Confidence.LIKELY,
                        alternatives(finding),
                        text.remedy(),
                        Optional.of(Guide.page(cause, provider)),
                        cause.whoMustAct(),
                        cause.reauthRequired(),
                        cause.retryable()));
    }

    private static List<Cause> alternatives(Finding finding) {
        return Stream.concat(Stream.of(finding.cause()), finding.alternatives().stream())
                .filter(cause -> cause != Cause.PROTOCOL_DISABLED_FOR_MAILBOX)
                .distinct()
                .toList();
    }

    private static Finding surer(Finding finding) {
        return switch (finding.confidence()) {
            case AMBIGUOUS -> finding.with(Confidence.LIKELY);
            case LIKELY, CERTAIN -> finding.with(Confidence.CERTAIN);
        };
    }
}
