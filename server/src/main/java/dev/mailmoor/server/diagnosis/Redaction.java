package dev.mailmoor.server.diagnosis;

import java.util.regex.Pattern;

/** Takes out of a server's words what must not be shown to everybody who sees a diagnosis. */
final class Redaction {
    /** Web-login alerts carry links that sign their reader in. */
    private static final Pattern LINK_PARAMETERS =
            Pattern.compile("(https?://[^\\s<>\\]\"?]*/signin/[^\\s<>\\]\"?]*\\?)[^\\s<>\\]\"]+");

    /** Some servers repeat the command that they did not understand. */
    private static final Pattern REPEATED_COMMAND =
            Pattern.compile("(?i)(\\bauth(?:enticate)?\\s+(?:plain|login|xoauth2|oauthbearer)\\s+)[a-z0-9+/=]{8,}");

    /** Links of other providers carry what signs their reader in under such names. */
    private static final Pattern LINK_SECRETS = Pattern.compile(
            "(?i)([?&](?:token|plt|ticket|code|sig|signature|key|session|sid|auth)=)[^\\s<>\\]\"&]{6,}");

    /** Token endpoints' answers, as somebody pasted them. */
    private static final Pattern TOKENS = Pattern.compile(
            "(?i)(\"(?:access|refresh|id)_token\"\\s{0,4}:\\s{0,4}\"|\\bbearer\\s{1,4})[a-z0-9._~+/=|-]{12,}");

    private Redaction() {}

    static String of(String text) {
        String links = LINK_PARAMETERS.matcher(text).replaceAll("$1‹secret›");
        String commands = REPEATED_COMMAND.matcher(links).replaceAll("$1‹secret›");
        String parameters = LINK_SECRETS.matcher(commands).replaceAll("$1‹secret›");
        return TOKENS.matcher(parameters).replaceAll("$1‹secret›");
    }
}
