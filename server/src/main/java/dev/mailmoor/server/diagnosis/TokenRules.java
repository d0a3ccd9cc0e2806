package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.List;
import java.util.Optional;

/** Goes by the rules for OAuth, and is sure where the error code itself leaves no doubt. */
final class TokenRules implements TokenDiagnostician {
    private static final String PROTOCOL = "oauth";
    private static final int HTTPS = 443;

    private final Providers providers;
    private final Explanations explanations = new Explanations();

    TokenRules(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Diagnosis refused(Asked asked, String error, String description) {
        String words = description.isBlank() ? error : error + ": " + description;
        Provider provider = providers.byId(asked.providerId());
        Quote quote = new Quote(PROTOCOL, asked.providerId(), asked.host(), asked.stage(), "", words);
        Verdict byWords = Rules.verdict(Answer.of(quote, provider, true));
        return told(asked, byCode(error, byWords), Optional.of(Redaction.of(words)), List.of());
    }

    /** RFC 6749 §5.2: seen by ourselves, these codes leave no doubt; what the words tell more exactly goes before. */
    private static Verdict byCode(String error, Verdict byWords) {
        return switch (error) {
            case "invalid_client", "unauthorized_client" -> Verdict.certain(Cause.OAUTH_CLIENT_MISCONFIGURED);
            case "invalid_grant" ->
                isVague(byWords.cause()) ? Verdict.certain(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED) : byWords;
            default -> byWords;
        };
    }

    private static boolean isVague(Cause cause) {
        return switch (cause) {
            case OAUTH_GRANT_REVOKED_OR_EXPIRED, OAUTH_CLIENT_MISCONFIGURED, WRONG_PASSWORD_OR_USERNAME, OTHER -> true;
            default -> false;
        };
    }

    @Override
    public Diagnosis noAnswer(Asked asked, Cause cause, String detail) {
        return told(asked, Verdict.likely(cause), Optional.empty(), List.of("(" + detail + ")"));
    }

    private Diagnosis told(Asked asked, Verdict verdict, Optional<String> reply, List<String> transcript) {
        Provider provider = providers.byId(asked.providerId());
        Subject subject = new Subject(provider, "OAuth", asked.host(), HTTPS, transcriptDetail(transcript));
        Cause cause = verdict.cause();
        Explanations.Text text = explanations.of(cause, subject);
        Finding finding = new Finding(
                cause,
                cause.leadsTo(asked.stage()),
                verdict.confidence(),
                verdict.alternatives(),
                text.remedy(),
                Optional.of(Guide.page(cause, provider)),
                verdict.whoMustAct().orElse(cause.whoMustAct()),
                verdict.reauthRequired().orElse(cause.reauthRequired()),
                verdict.retryable().orElse(cause.retryable()));
        return new Diagnosis(
                Optional.of(finding),
                asked.stage(),
                text.summary(),
                reply,
                transcript,
                PROTOCOL,
                asked.host(),
                HTTPS,
                0);
    }

    private static String transcriptDetail(List<String> transcript) {
        return String.join(" ", transcript);
    }
}
