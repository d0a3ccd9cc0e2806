package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.provider.Providers;

/** Interprets what OAuth servers said to us, or that they said nothing. Pure. */
public interface TokenDiagnostician {
    /** It answered, and said no. */
    Diagnosis refused(Asked asked, String error, String description);

    /**
     * It was not reached, or did not answer as an OAuth server does: nothing is known of the grant.
     *
     * @param cause one that leads to {@link CauseClass#PATH}
     */
    Diagnosis noAnswer(Asked asked, Cause cause, String detail);

    /**
     * Whom we asked.
     *
     * @param host the OAuth server's; may be blank
     * @param providerId the mail provider, or {@code custom}
     * @param stage {@code token}, or {@code authorize} when a person was there
     */
    record Asked(String host, String providerId, String stage) {}

    /** The one that goes by rules. */
    static TokenDiagnostician byRules(Providers providers) {
        return new TokenRules(providers);
    }
}
