package dev.mailmoor.server.vault;

import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Re-seals every secret under a new key. It can be interrupted anywhere and begun again, also while the service runs: a
 * run that finds more than one key carries on where the last one stopped. The old key goes when no row needs it, and nobody
 * can be sealing with it.
 */
public final class KeyRotation {
    private static final int BATCH = 500;
    private static final SecretRef BEFORE_ALL = new SecretRef(new WorkspaceId(new UUID(0, 0)), new UUID(0, 0), "", 0);

    private final PostgresKeysets keysets;
    private final SealedSecrets rows;
    private final Keyring keyring;
    private final TransactionTemplate transaction;

    private KeyRotation(JdbcTemplate jdbc, KeyEncryptionKeys keks, TransactionTemplate transaction) {
        this.keysets = new PostgresKeysets(jdbc);
        this.rows = new SealedSecrets(jdbc);
        this.transaction = transaction;
        this.keyring = Keyring.open(keysets, keks, transaction);
    }

    /** @throws PlainFault when the key at hand is not the one that the database needs */
    public static KeyRotation on(DataSource database, KeySource source, Map<String, String> environment) {
        return new KeyRotation(
                new JdbcTemplate(database),
                new KeyEncryptionKeys(source, environment),
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    /** How it ended. */
    public sealed interface Rotated {
        /** Every row is under the new key, and the old one is gone. */
        record Whole(long resealed) implements Rotated {}

        /** Some rows do not open, so the old key stays: somebody tampered with them. */
        record SomeDoNotOpen(long resealed, List<SecretRef> tampered) implements Rotated {}
    }

    /** @param progress hears how many rows have been sealed anew, after each batch */
    public Rotated run(LongConsumer progress) {
        Keyset keyset = transaction.execute(_ -> begin());
        List<SecretRef> tampered = new ArrayList<>();
        long resealed = 0;
        SecretRef after = BEFORE_ALL;
        List<SealedSecrets.Row> batch = rows.notSealedBy(keyset.primaryPrefix(), after, BATCH);
        while (!batch.isEmpty()) {
            resealed += reseal(keyset, batch, tampered);
            progress.accept(resealed);
            after = batch.getLast().ref();
            batch = rows.notSealedBy(keyset.primaryPrefix(), after, BATCH);
        }
        Boolean done = transaction.execute(_ -> finish());
        return Boolean.TRUE.equals(done)
                ? new Rotated.Whole(resealed)
                : new Rotated.SomeDoNotOpen(resealed, List.copyOf(tampered));
    }

    private Keyset begin() {
        keysets.lockForChange();
        Keyset found = keyring.reread();
        if (!found.hasOneKey()) {
            return found;
        }
        Keyset next = found.withNewPrimary();
        keysets.replace(next, keyring.kek());
        return next;
    }

    private long reseal(Keyset keyset, List<SealedSecrets.Row> batch, List<SecretRef> tampered) {
        List<SealedSecrets.Row> old = new ArrayList<>();
        List<byte[]> fresh = new ArrayList<>();
        for (SealedSecrets.Row row : batch) {
            byte[] boundTo = Binding.of(row.ref());
            keyset.open(row.sealed(), boundTo)
                    .ifPresentOrElse(
                            plain -> {
                                old.add(row);
                                fresh.add(keyset.seal(plain, boundTo));
                                Arrays.fill(plain, (byte) 0);
                            },
                            () -> tampered.add(row.ref()));
        }
        rows.swap(old, fresh);
        return old.size();
    }

    /** With the lock held nobody seals; whoever seals next finds the keyset changed and takes the new one. */
    private boolean finish() {
        keysets.lockForChange();
        Keyset last = keyring.reread();
        if (rows.anyNotSealedBy(last.primaryPrefix())) {
            return false;
        }
        keysets.replace(last.primaryAlone(), keyring.kek());
        return true;
    }
}
