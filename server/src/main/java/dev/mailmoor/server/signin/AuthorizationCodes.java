package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Sends a person to an OAuth server and takes what comes back (RFC 6749 §4.1 with PKCE, OpenID Connect Core §3.1). */
public interface AuthorizationCodes {
    /** Where to send the person's browser; may ask the OAuth server first. */
    Sending send(OAuthClient client, Question question);

    /** Turns the code into tokens, and says whose account they are for. */
    Redeeming redeem(OAuthClient client, Question question, Answer answer);

    /**
     * What binds the answer to us.
     *
     * @param verifier of PKCE (RFC 7636), 43 to 128 letters
     * @param loginHint the address that is wanted; empty when any will do
     */
    record Question(String state, String nonce, Secret verifier, Optional<String> loginHint) {}

    /** @param issuer as the answer itself names it (RFC 9207) */
    record Answer(Secret code, Optional<String> issuer) {}

    /** What came of preparing. */
    sealed interface Sending {
        record To(URI place) implements Sending {}

        record Troubled(TokenTrouble trouble) implements Sending {}
    }

    /** What came of the code. */
    sealed interface Redeeming {
        /** @param addresses that the OAuth server says are the account's */
        record Granted(NewGrant grant, List<String> addresses) implements Redeeming {}

        record Troubled(TokenTrouble trouble) implements Redeeming {}

        /** The answer does not prove what it must; {@code why} is a plain sentence. */
        record NotBelieved(String why) implements Redeeming {}
    }
}
