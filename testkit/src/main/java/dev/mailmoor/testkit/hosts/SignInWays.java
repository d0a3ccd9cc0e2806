package dev.mailmoor.testkit.hosts;

import java.util.Optional;

/**
 * How users may sign in to a host.
 *
 * @param mechanisms as Dovecot names them, blanks between them
 * @param issuer whose tokens are taken
 */
record SignInWays(String mechanisms, Optional<TokenIssuer> issuer) {
    static SignInWays passwords(String mechanisms) {
        return new SignInWays(mechanisms, Optional.empty());
    }

    static SignInWays tokens(TokenIssuer issuer) {
        return new SignInWays("plain login xoauth2 oauthbearer", Optional.of(issuer));
    }
}
