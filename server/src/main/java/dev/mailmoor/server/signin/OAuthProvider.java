package dev.mailmoor.server.signin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whose OAuth server a client is registered at, and what is usual there. */
public enum OAuthProvider {
    GOOGLE("google", "Google", List.of("gmail", "google-workspace"), "https://accounts.google.com"),
    MICROSOFT(
            "microsoft",
            "Microsoft",
            List.of("microsoft", "outlook.com"),
            "https://login.microsoftonline.com/common/v2.0"),
    /** Any server that speaks OpenID Connect. */
    OIDC("oidc", "OpenID Connect", List.of(), "");

    private static final List<String> GOOGLE_SCOPES = List.of("openid", "email", "https://mail.google.com/");
    private static final List<String> MICROSOFT_SCOPES = List.of(
            "openid",
            "email",
            "profile",
            "offline_access",
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office.com/POP.AccessAsUser.All",
            "https://outlook.office.com/SMTP.Send");

    private final String word;
    private final String title;
    private final List<String> mailProviders;
    private final String usualIssuer;

    OAuthProvider(String word, String title, List<String> mailProviders, String usualIssuer) {
        this.word = word;
        this.title = title;
        this.mailProviders = mailProviders;
        this.usualIssuer = usualIssuer;
    }

    /** The word of the API and the tables. */
    public String word() {
        return word;
    }

    /** As people know it. */
    public String title() {
        return title;
    }

    public static Optional<OAuthProvider> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** Whose tokens the servers of a mail provider take. */
    public static Optional<OAuthProvider> ofMailProvider(String id) {
        return Arrays.stream(values())
                .filter(one -> one.mailProviders.contains(id))
                .findFirst();
    }

    /** Where it is registered when nothing else was said; empty where that must be said. */
    public Optional<String> usualIssuer() {
        return Optional.of(usualIssuer).filter(issuer -> !issuer.isEmpty());
    }

    /** What to ask for when nothing else was said. */
    public List<String> usualScopes(OAuthFlow flow) {
        return switch (this) {
            case GOOGLE -> flow == OAuthFlow.PERSON ? GOOGLE_SCOPES : List.of("https://mail.google.com/");
            case MICROSOFT ->
                flow == OAuthFlow.PERSON ? MICROSOFT_SCOPES : List.of("https://outlook.office365.com/.default");
            case OIDC -> flow == OAuthFlow.PERSON ? List.of("openid", "email", "offline_access") : List.of();
        };
    }

    /** The ids of the mail providers whose servers its tokens are for. */
    public List<String> mailProviders() {
        return mailProviders;
    }
}
