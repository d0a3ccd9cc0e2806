package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;

/**
 * What a provider takes as a password.
 *
 * @param ordinary whether the mailbox's ordinary password can work in mail programs
 * @param appPassword empty where it has none
 * @param oauth its servers take OAuth tokens
 */
public record Passwords(OrdinaryPassword ordinary, Optional<AppPassword> appPassword, boolean oauth) {
    /** What a person is told when {@link #withoutDecoration} took something away. */
    public static final String WITHOUT_SPACES = "It was tried without the spaces that the app password is shown with.";

    static final Passwords ORDINARY = new Passwords(OrdinaryPassword.WORKS, Optional.empty(), false);

    /** No password at all: only an OAuth grant signs in. */
    public boolean onlyOauth() {
        return ordinary == OrdinaryPassword.NEVER && appPassword.isEmpty() && oauth;
    }

    /** Certain only where the provider never takes ordinary passwords and says how its app passwords look. */
    public boolean cannotBeRight(Secret secret) {
        return ordinary == OrdinaryPassword.NEVER
                && appPassword
                        .flatMap(AppPassword::format)
                        .filter(format -> !format.fits(secret))
                        .isPresent();
    }

    public boolean looksLikeAppPassword(Secret secret) {
        return appPassword
                .flatMap(AppPassword::format)
                .filter(format -> format.fits(secret))
                .isPresent();
    }

    /**
     * The secret without the spaces that the provider shows it with; empty when it is to be offered as it was typed. A
     * password that is not of the format is never changed.
     */
    public Optional<Secret> withoutDecoration(Secret secret) {
        return appPassword.flatMap(AppPassword::format).flatMap(format -> format.withoutDecoration(secret));
    }
}
