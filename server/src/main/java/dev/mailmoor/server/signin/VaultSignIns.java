package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class VaultSignIns implements SignIns {
    private final Vault vault;
    private final PostgresGrants grants;
    private final RenewGrants renewing;
    private final MailHosts hosts;

    VaultSignIns(Vault vault, PostgresGrants grants, RenewGrants renewing, MailHosts hosts) {
        this.vault = vault;
        this.grants = grants;
        this.renewing = renewing;
        this.hosts = hosts;
    }

    @Override
    public Map<ChannelKey, SignIn> prepare(Collection<ChannelTarget> targets) {
        Map<ChannelKey, SecretRef> refs =
                targets.stream().collect(Collectors.toMap(ChannelTarget::key, VaultSignIns::ref, (one, same) -> one));
        Map<SecretRef, Opening> openings = vault.open(refs.values());
        Map<ChannelKey, SignIn> signIns = new HashMap<>();
        refs.forEach((key, ref) -> signIns.put(key, signIn(openings.getOrDefault(ref, new Opening.Missing()))));
        List<ChannelTarget> granted = targets.stream()
                .filter(target -> target.oauthClient().isPresent())
                .toList();
        if (!granted.isEmpty()) {
            Map<CredentialKey, PostgresGrants.Row> rows = grants.find(
                    granted.stream().map(VaultSignIns::credential).distinct().toList());
            granted.forEach(target -> signIns.put(target.key(), byToken(target, rows, openings)));
        }
        return signIns;
    }

    private SignIn byToken(
            ChannelTarget target, Map<CredentialKey, PostgresGrants.Row> rows, Map<SecretRef, Opening> openings) {
        Optional<PostgresGrants.Row> row = Optional.ofNullable(rows.get(credential(target)));
        if (row.isEmpty()) {
            return new SignIn.NotReady("There is no grant for this mailbox any more.");
        }
        String host = target.settings().endpoint().host();
        Tokens.Access stored = hosts.mayReceive(row.get().client(), host)
                ? RenewGrants.of(openings.getOrDefault(ref(target), new Opening.Missing()))
                : RenewGrants.troubled(new TokenTrouble.ForeignHost(host));
        return new SignIn.ByToken(
                stored instanceof Tokens.Access.Troubled(TokenTrouble.ForeignHost _)
                        ? Tokens.always(stored)
                        : new StoredTokens(row.get(), stored, renewing));
    }

    private static CredentialKey credential(ChannelTarget target) {
        return new CredentialKey(target.key().workspace(), target.key().mailbox(), target.credentialVersion());
    }

    private static SecretRef ref(ChannelTarget target) {
        ChannelKey key = target.key();
        return target.oauthClient().isPresent()
                ? SealedTokens.access(credential(target))
                : new SecretRef(
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
