package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.signin.NewGrant;
import dev.mailmoor.server.signin.OAuthGrants;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Passwords and grants of many credential versions, gathered to be stored with a few statements for all. */
final class ManySecrets {
    private final Map<SecretRef, Secret> secrets = new LinkedHashMap<>();
    private final Map<CredentialKey, NewGrant> grants = new LinkedHashMap<>();

    void add(CredentialKey key, Map<Direction, Secret> given, Optional<GivenGrant> grant) {
        given.forEach((direction, secret) -> secrets.put(
                new SecretRef(key.workspace(), key.mailbox().value(), direction.word(), key.version()), secret));
        grant.ifPresent(one -> grants.put(key, one.got()));
    }

    /** Of mailboxes that are new. */
    void keepFirst(Vault vault, OAuthGrants kept) {
        kept.keep(grants);
        vault.sealNew(secrets);
    }

    void keep(Vault vault, OAuthGrants kept) {
        kept.keep(grants);
        vault.seal(secrets);
    }
}
