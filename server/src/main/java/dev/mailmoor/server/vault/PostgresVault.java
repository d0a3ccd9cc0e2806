package dev.mailmoor.server.vault;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals with the keyring's keys and keeps the rows in the database. */
final class PostgresVault implements Vault {
    private static final int LOOKS = 3;
    private final SealedSecrets rows;
    private final Keyring keyring;
    private final TransactionTemplate transaction;

    PostgresVault(SealedSecrets rows, Keyring keyring, TransactionTemplate transaction) {
        this.rows = rows;
        this.keyring = keyring;
        this.transaction = transaction;
    }

    @Override
    public void seal(Map<SecretRef, Secret> secrets) {
        seal(secrets, rows::put);
    }

    @Override
    public void sealNew(Map<SecretRef, Secret> secrets) {
        seal(secrets, rows::add);
    }

    private void seal(Map<SecretRef, Secret> secrets, Consumer<List<SealedSecrets.Row>> store) {
        if (secrets.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            Keyset keyset = keyring.forSealing();
            List<SealedSecrets.Row> sealed = new ArrayList<>(secrets.size());
            secrets.forEach((ref, secret) ->
                    sealed.add(new SealedSecrets.Row(ref, secret.open(plain -> keyset.seal(plain, Binding.of(ref))))));
            store.accept(sealed);
        });
    }

    @Override
    public Map<SecretRef, Opening> open(Collection<SecretRef> refs) {
        if (refs.isEmpty()) {
            return Map.of();
        }
        Map<SecretRef, byte[]> sealed = rows.find(refs);
        Keyset keyset = keyring.current();
        // Keys may have been rotated, and the rows sealed anew between the two looks: both are taken again.
        for (int look = 1; look < LOOKS && !knowsAll(keyset, sealed); look++) {
            keyset = keyring.reread();
            sealed = rows.find(refs);
        }
        Map<SecretRef, Opening> openings = HashMap.newHashMap(refs.size());
        for (SecretRef ref : refs) {
            byte[] row = sealed.get(ref);
            openings.put(ref, row == null ? new Opening.Missing() : open(keyset, ref, row));
        }
        return openings;
    }

    private static boolean knowsAll(Keyset keyset, Map<SecretRef, byte[]> sealed) {
        return sealed.values().stream().allMatch(keyset::knows);
    }

    private static Opening open(Keyset keyset, SecretRef ref, byte[] row) {
        return keyset.open(row, Binding.of(ref))
                .<Opening>map(plain -> {
                    try {
                        return new Opening.Opened(Secret.ofUtf8(plain));
                    } finally {
                        Arrays.fill(plain, (byte) 0);
                    }
                })
                .orElseGet(Opening.Tampered::new);
    }

    @Override
    public void forget(WorkspaceId workspace, UUID subject) {
        rows.forget(workspace, subject);
    }

    @Override
    public void forgetVersion(WorkspaceId workspace, UUID subject, long version) {
        rows.forgetVersion(workspace, subject, version);
    }
}
