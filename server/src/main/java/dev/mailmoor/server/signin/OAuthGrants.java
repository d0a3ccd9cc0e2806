package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.CredentialKey;
import java.util.Map;
import java.util.Optional;

/** Gets grants and keeps them: refresh and access tokens, sealed under the credential version they are. */
public interface OAuthGrants {
    /**
     * Asks the OAuth server for tokens; blocks up to 20 seconds.
     *
     * @param address whom a client without people acts for
     * @param refreshToken what a person granted; empty where the client needs none
     */
    Obtained obtain(OAuthClient client, String address, Optional<Secret> refreshToken);

    /** Stores it, in the caller's transaction. */
    default void keep(CredentialKey key, NewGrant grant) {
        keep(Map.of(key, grant));
    }

    /** The same for many, with a few statements for all. */
    void keep(Map<CredentialKey, NewGrant> grants);

    /** Stores one version's grant again under another, in the caller's transaction; false when there is none that opens. */
    boolean copy(CredentialKey from, long toVersion);

    /** What came of asking. */
    sealed interface Obtained {
        record Got(NewGrant grant) implements Obtained {}

        record Failed(TokenTrouble trouble) implements Obtained {}
    }
}
