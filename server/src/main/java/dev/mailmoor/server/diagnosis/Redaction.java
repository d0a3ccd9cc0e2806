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

    private Redaction() {}

    static String of(String text) {
        String links = LINK_PARAMETERS.matcher(text).replaceAll("$1‹secret›");
        return REPEATED_COMMAND.matcher(links).replaceAll("$1‹secret›");
    }
}
