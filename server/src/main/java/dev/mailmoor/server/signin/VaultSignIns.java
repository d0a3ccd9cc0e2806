package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class VaultSignIns implements SignIns {
    private final Vault vault;

    VaultSignIns(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Map<ChannelKey, SignIn> prepare(Collection<ChannelTarget> targets) {
        Map<ChannelKey, SecretRef> refs =
                targets.stream().collect(Collectors.toMap(ChannelTarget::key, VaultSignIns::ref, (one, same) -> one));
        Map<SecretRef, Opening> openings = vault.open(refs.values());
        Map<ChannelKey, SignIn> signIns = new HashMap<>();
        refs.forEach((key, ref) -> signIns.put(key, signIn(openings.getOrDefault(ref, new Opening.Missing()))));
        return signIns;
    }

    private static SecretRef ref(ChannelTarget target) {
        ChannelKey key = target.key();
        return new SecretRef(
                key.workspace(), key.mailbox().value(), key.direction().word(), target.credentialVersion());
    }

    private static SignIn signIn(Opening opening) {
        return switch (opening) {
            case Opening.Opened opened -> new SignIn.Ready(opened.secret());
            case Opening.Missing() -> new SignIn.NotReady("No password is stored for this channel.");
            case Opening.Tampered() ->
                new SignIn.NotReady(
                        "The stored password cannot be opened: its row was altered, swapped or put back, or its key is gone.");
        };
    }
}
