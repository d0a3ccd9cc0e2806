package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.Refusals.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How well a set of refusals is understood. */
record RefusalScore(List<Judged> judged) {

    /** One refusal and what was found. */
    record Judged(Refusal refusal, Finding finding) {
        boolean exact() {
            return refusal.cause().equals(finding.cause().word());
        }

        boolean fair() {
            return refusal.allowed().contains(finding.cause().word());
        }

        boolean sureOfMany() {
            return refusal.allowed().size() > 1 && finding.confidence() == Confidence.CERTAIN;
        }

        boolean surelyWrong() {
            return !fair() && finding.confidence() == Confidence.CERTAIN;
        }

        boolean reauthRight() {
            return refusal.reauthIsOpen() || refusal.reauth() == finding.reauthRequired();
        }

        private String told() {
            return "  %s: %s (%s), not %s"
                    .formatted(refusal.id(), finding.cause().word(), finding.confidence(), refusal.allowed());
        }
    }

    static RefusalScore of(Explainer explainer, List<Refusal> refusals) {
        return new RefusalScore(refusals.stream()
                .map(refusal -> new Judged(
                        refusal, explainer.explain(refusal.quote()).finding().orElseThrow()))
                .toList());
    }

    double share(Predicate<Judged> good) {
        return (double) judged.stream().filter(good).count() / judged.size();
    }

    /** Of those said to need a new secret, how many do. */
    double precisionOfReauth() {
        return share(one -> one.finding().reauthRequired(), Judged::reauthRight);
    }

    /** Of those that need a new secret, how many were told so. */
    double recallOfReauth() {
        return share(one -> one.refusal().reauth(), Judged::reauthRight);
    }

    private double share(Predicate<Judged> among, Predicate<Judged> good) {
        List<Judged> those = judged.stream().filter(among).toList();
        return those.isEmpty() ? 1 : new RefusalScore(those).share(good);
    }

    String report() {
        return """
                %d refusals: exact %.1f %%, exact or allowed %.1f %%, reauthRequired right %.1f %% (precision %.1f %%, recall %.1f %%), certain where more is possible %.1f %%, certain and wrong %.1f %%
                by protocol
                %s
                by cause
                %s
                not understood
                %s
                reauthRequired wrong
                %s
                certain where more is possible
                %s""".formatted(
                        judged.size(),
                        100 * share(Judged::exact),
                        100 * share(Judged::fair),
                        100 * share(Judged::reauthRight),
                        100 * precisionOfReauth(),
                        100 * recallOfReauth(),
                        100 * share(Judged::sureOfMany),
                        100 * share(Judged::surelyWrong),
                        table(one -> one.refusal().quote().protocol()),
                        table(one -> one.refusal().cause()),
                        told(one -> !one.fair()),
                        told(one -> !one.reauthRight()),
                        told(Judged::sureOfMany));
    }

    private String told(Predicate<Judged> which) {
        return judged.stream().filter(which).map(Judged::told).collect(Collectors.joining("\n"));
    }

    private String table(Function<Judged, String> by) {
        Map<String, List<Judged>> groups =
                judged.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> "  %-50s %3d: exact %5.1f %%, allowed %5.1f %%"
                        .formatted(
                                group.getKey(),
                                group.getValue().size(),
                                100 * new RefusalScore(group.getValue()).share(Judged::exact),
                                100 * new RefusalScore(group.getValue()).share(Judged::fair)))
                .collect(Collectors.joining("\n"));
    }
}
