package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.provider.Provider;

/** Where a cause is explained to people. */
public final class Guide {
    private Guide() {}

    public static String page(Cause cause, Provider provider) {
        boolean howTo = cause == Cause.APP_PASSWORD_REQUIRED || cause == Cause.APP_PASSWORD_REVOKED_OR_MALFORMED;
        if (!howTo) {
            return "/guide/" + cause.word();
        }
        return provider.appPasswordSteps().isEmpty()
                ? "/guide/app-passwords"
                : "/guide/app-passwords#" + anchor(provider);
    }

    /** A provider's section on the page of app passwords. */
    public static String anchor(Provider provider) {
        return provider.id().replace('.', '-');
    }
}
