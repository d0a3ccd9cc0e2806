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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the kind of outcome first; a server's own words go through the rules, in order. */
final class RuleDiagnostician implements Diagnostician, Explainer {
    private static final String CONNECTED = "We were able to connect to your mailbox.";

    /** As long as a reply that we read ourselves. */
    private static final int LONGEST_REPLY = 2_000;

    private static final int LONGEST = 1_000;
    private static final int MOST_HOSTS = 20;
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,6}");

    private final Providers providers;
    private final Explanations explanations = new Explanations();

    RuleDiagnostician(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Diagnosis diagnose(Outcome outcome, String providerId) {
        return switch (outcome) {
            case SignedIn in -> told(in.trace(), Optional.empty(), CONNECTED, List.of(), Optional.empty());
            case Refused refused -> refused(refused, refused.reply(), providerId);
            case SenderRefused refused -> refused(refused, refused.reply(), providerId);
            case ServerNotProved failed ->
                failed(likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE, Cause.OTHER), failed, failed.detail(), providerId);
            case NotConnected failed -> failed(OutcomeRules.notConnected(failed), failed, failed.detail(), providerId);
            case TlsFailed failed -> failed(OutcomeRules.tlsFailed(failed), failed, failed.detail(), providerId);
            case Broken failed -> failed(OutcomeRules.broken(failed), failed, failed.detail(), providerId);
            case NotOffered failed -> failed(OutcomeRules.notOffered(failed), failed, failed.detail(), providerId);
        };
    }

    @Override
    public Diagnosis explain(Quote quote) {
        Provider provider = provider(quote);
        Answer answer = Answer.of(quote, provider, false);
        Subject subject = Subject.of(provider, quote);
        Finding finding = finding(Rules.verdict(answer), subject, quote.stage());
        return new Diagnosis(
                Optional.of(finding),
                quote.stage(),
                explanations.of(finding.cause(), subject).summary(),
                Optional.of(Redaction.of(
                        quote.response().substring(0, Math.min(quote.response().length(), LONGEST_REPLY)))),
                List.of(),
                quote.protocol(),
                quote.host(),
                0,
                0);
    }

    /** By what the caller knows, by the host, by what the server says of itself. */
    private Provider provider(Trace trace, String providerId) {
        Provider known = provider(trace.endpoint().host(), providerId);
        return known.isCustom() ? trace.greeting().map(providers::byGreeting).orElse(known) : known;
    }

    /** A library's text usually names the host. */
    private Provider provider(Quote quote) {
        Provider told = provider(quote.host(), quote.provider());
        boolean byLibrary =
                quote.protocol().equals("network") || quote.protocol().equals("tls");
        if (!told.id().equals("custom") || !byLibrary) {
            return told;
        }
        String text = quote.response().substring(0, Math.min(quote.response().length(), LONGEST));
        return HOST.matcher(text)
                .results()
                .limit(MOST_HOSTS)
                .map(match -> providers.byHost(match.group()))
                .filter(known -> !known.id().equals("custom"))
                .findFirst()
                .orElse(told);
    }

    private Provider provider(String host, String providerId) {
        Provider known = providers.byId(providerId);
        return known.id().equals("custom") ? providers.byHost(host) : known;
    }

    private Diagnosis refused(Outcome outcome, Reply reply, String providerId) {
        Provider provider = provider(outcome.trace(), providerId);
        String words = reply.text();
        Answer answer = Answer.of(outcome.trace(), words, provider, providerId);
        Subject subject = Subject.of(provider, outcome.trace(), "");
        Finding finding = finding(Rules.verdict(answer), subject, answer.stage());
        String summary = explanations.of(finding.cause(), subject).summary();
        return told(outcome.trace(), Optional.of(finding), summary, List.of(), Optional.of(Redaction.of(words)));
    }

    private Diagnosis failed(Verdict verdict, Outcome outcome, String detail, String providerId) {
        Subject subject = Subject.of(provider(outcome.trace(), providerId), outcome.trace(), detail);
        Finding finding = finding(verdict, subject, word(outcome.trace().stage()));
        String summary = explanations.of(finding.cause(), subject).summary();
        List<String> note = detail.isBlank() ? List.of() : List.of("(" + detail + ")");
        return told(outcome.trace(), Optional.of(finding), summary, note, Optional.empty());
    }

    private Finding finding(Verdict verdict, Subject subject, String stage) {
        Cause cause = verdict.cause();
        return new Finding(
                cause,
                cause.leadsTo(stage),
                verdict.confidence(),
                verdict.alternatives(),
                explanations.of(cause, subject).remedy(),
                Optional.of(Guide.page(cause, subject.provider())),
                verdict.whoMustAct().orElse(cause.whoMustAct()),
                verdict.reauthRequired().orElse(cause.reauthRequired()),
                verdict.retryable().orElse(cause.retryable()));
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
