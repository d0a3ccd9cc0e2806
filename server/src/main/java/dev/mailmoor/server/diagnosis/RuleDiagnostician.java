package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Verdict.likely;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Broken;
import dev.mailmoor.protocol.Outcome.NotConnected;
import dev.mailmoor.protocol.Outcome.NotOffered;
import dev.mailmoor.protocol.Outcome.Refused;
import dev.mailmoor.protocol.Outcome.SenderRefused;
import dev.mailmoor.protocol.Outcome.ServerNotProved;
import dev.mailmoor.protocol.Outcome.SignedIn;
import dev.mailmoor.protocol.Outcome.TlsFailed;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the kind of outcome first; a server's own words go through the rules, in order. */
final class RuleDiagnostician implements Diagnostician {
    private static final String CONNECTED = "We were able to connect to your mailbox.";

    /** Particular words before general ones, a name or password last: most refusals mention a login. */
    private static final List<Rule> RULES = Stream.of(
                    ConnectionRules.ALL, AccountRules.ALL, LimitRules.ALL, CredentialRules.ALL)
            .flatMap(List::stream)
            .toList();

    private final Providers providers;
    private final Explanations explanations = new Explanations();

    RuleDiagnostician(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Diagnosis diagnose(Outcome outcome, String providerId) {
        Provider provider = provider(outcome.trace(), providerId);
        return switch (outcome) {
            case SignedIn in -> told(in.trace(), Optional.empty(), CONNECTED, List.of(), Optional.empty());
            case Refused refused -> refused(refused, refused.reply(), provider, providerId);
            case SenderRefused refused -> refused(refused, refused.reply(), provider, providerId);
            case ServerNotProved failed ->
                failed(likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE, Cause.OTHER), failed, failed.detail(), provider);
            case NotConnected failed -> failed(OutcomeRules.notConnected(failed), failed, failed.detail(), provider);
            case TlsFailed failed -> failed(OutcomeRules.tlsFailed(failed), failed, failed.detail(), provider);
            case Broken failed -> failed(OutcomeRules.broken(failed), failed, failed.detail(), provider);
            case NotOffered failed -> failed(OutcomeRules.notOffered(failed), failed, failed.detail(), provider);
        };
    }

    private Provider provider(Trace trace, String providerId) {
        Provider known = providers.byId(providerId);
        return known.id().equals("custom") ? providers.byHost(trace.endpoint().host()) : known;
    }

    private Diagnosis refused(Outcome outcome, Reply reply, Provider provider, String providerId) {
        String words = reply.text();
        Answer answer = Answer.of(outcome.trace(), words, provider, providerId);
        Subject subject = new Subject(provider, outcome.trace(), "");
        Finding finding = finding(verdict(answer), subject);
        String summary = explanations.of(finding.cause(), subject).summary();
        return told(outcome.trace(), Optional.of(finding), summary, List.of(), Optional.of(Redaction.of(words)));
    }

    private Diagnosis failed(Verdict verdict, Outcome outcome, String detail, Provider provider) {
        Subject subject = new Subject(provider, outcome.trace(), detail);
        Finding finding = finding(verdict, subject);
        String summary = explanations.of(finding.cause(), subject).summary();
        List<String> note = detail.isBlank() ? List.of() : List.of("(" + detail + ")");
        return told(outcome.trace(), Optional.of(finding), summary, note, Optional.empty());
    }

    static Verdict verdict(Answer answer) {
        Verdict found = RULES.stream()
                .filter(rule -> rule.when().test(answer))
                .findFirst()
                .map(Rule::verdict)
                .orElse(Verdict.ambiguous(Cause.OTHER));
        boolean loginIsJudged = found.cause().leadsTo(word(answer.stage())) == CauseClass.LOGIN;
        boolean sawItSignIn = answer.stage() == Stage.AUTH && answer.live();
        Verdict weighed = loginIsJudged && !sawItSignIn ? found.notCertain() : found;
        boolean sendsToAdmin = loginIsJudged && !found.cause().reauthRequired();
        return sendsToAdmin && answer.words().contains("administrator")
                ? weighed.upTo(WhoMustAct.PROVIDER_ADMIN)
                : weighed;
    }

    private Finding finding(Verdict verdict, Subject subject) {
        Cause cause = verdict.cause();
        return new Finding(
                cause,
                cause.leadsTo(word(subject.trace().stage())),
                verdict.confidence(),
                verdict.alternatives(),
                explanations.of(cause, subject).remedy(),
                Optional.empty(),
                verdict.whoMustAct().orElse(cause.whoMustAct()),
                cause.reauthRequired(),
                cause.retryable());
    }

    // Allowed ParameterNumber: what differs between diagnoses; the record is Diagnosis itself.
    private static Diagnosis told(
            Trace trace, Optional<Finding> finding, String summary, List<String> note, Optional<String> reply) {
        return new Diagnosis(
                finding,
                word(trace.stage()),
                summary,
                reply,
                Stream.concat(trace.transcript().stream(), note.stream())
                        .map(Redaction::of)
                        .toList(),
                trace.protocol().name().toLowerCase(Locale.ROOT),
                trace.endpoint().host(),
                trace.endpoint().port(),
                trace.elapsed().toMillis());
    }

    private static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
