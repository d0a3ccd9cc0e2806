package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The tokens of grants in the vault. */
@Component
class SealedTokens {
    private final Vault vault;

    SealedTokens(Vault vault) {
        this.vault = vault;
    }

    static SecretRef access(CredentialKey key) {
        return ref(key, "access-token");
    }

    static SecretRef refresh(CredentialKey key) {
        return ref(key, "refresh-token");
    }

    private static SecretRef ref(CredentialKey key, String purpose) {
        return new SecretRef(key.workspace(), key.mailbox().value(), purpose, key.version());
    }

    /** An answer without a new refresh token leaves the old one in force (RFC 6749 §6). */
    void seal(Map<CredentialKey, NewGrant> grants) {
        Map<SecretRef, Secret> secrets = new HashMap<>();
        grants.forEach((key, grant) -> {
            secrets.put(access(key), grant.accessToken());
            grant.refreshToken().ifPresent(token -> secrets.put(refresh(key), token));
        });
        vault.seal(secrets);
    }

    Opening open(SecretRef ref) {
        return vault.open(Set.of(ref)).getOrDefault(ref, new Opening.Missing());
    }

    Optional<Secret> opened(SecretRef ref) {
        return open(ref) instanceof Opening.Opened(Secret secret) ? Optional.of(secret) : Optional.empty();
    }
}
