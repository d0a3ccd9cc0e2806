package dev.mailmoor.server.vault;

import dev.mailmoor.server.settings.PlainFault;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** This process's copy of the keyset, read again when it proves to be old. */
final class Keyring {
    private final PostgresKeysets keysets;
    private final KeyEncryptionKey kek;
    private volatile Keyset current;

    private Keyring(PostgresKeysets keysets, KeyEncryptionKey kek, Keyset current) {
        this.keysets = keysets;
        this.kek = kek;
        this.current = current;
    }

    /**
     * Opens the keyset; a vault that has none yet gets its first.
     *
     * @throws PlainFault when the key at hand is not the one that sealed it
     */
    static Keyring open(PostgresKeysets keysets, KeyEncryptionKeys keks, TransactionTemplate transaction) {
        Optional<PostgresKeysets.Row> row = keysets.read();
        return row.isPresent()
                ? existing(keysets, keks, row.get())
                : transaction.execute(_ -> {
                    keysets.lockForChange();
                    return keysets.read()
                            .map(late -> existing(keysets, keks, late))
                            .orElseGet(() -> first(keysets, keks));
                });
    }

    private static Keyring first(PostgresKeysets keysets, KeyEncryptionKeys keks) {
        KeyEncryptionKey kek = keks.findOrMake();
        Keyset keyset = Keyset.first();
        keysets.insert(keyset, kek);
        return new Keyring(keysets, kek, keyset);
    }

    private static Keyring existing(PostgresKeysets keysets, KeyEncryptionKeys keks, PostgresKeysets.Row row) {
        KeyEncryptionKey kek = keks.find()
                .orElseThrow(() -> PlainFault.wrongUse("There is no key in " + keks.place()
                        + ", and the database's secrets are sealed by the key with fingerprint " + row.kekFingerprint()
                        + ": put that one there, or say with MAILMOOR_KEK where it is."));
        if (!kek.fingerprint().equals(row.kekFingerprint())) {
            throw PlainFault.wrongUse("The key in " + keks.place() + " has the fingerprint " + kek.fingerprint()
                    + ", and the database's secrets are sealed by the one with " + row.kekFingerprint()
                    + ": put that one there, or say with MAILMOOR_KEK where it is.");
        }
        return new Keyring(keysets, kek, opened(row, kek));
    }

    private static Keyset opened(PostgresKeysets.Row row, KeyEncryptionKey kek) {
        try {
            return Keyset.opened(row.version(), row.sealed(), kek);
        } catch (GeneralSecurityException e) {
            throw PlainFault.failed(
                    "The vault's keys in the database were altered: they do not open. Restore a backup.");
        }
    }

    Keyset current() {
        return current;
    }

    KeyEncryptionKey kek() {
        return kek;
    }

    /** @return the newest version, which others may have made */
    Keyset reread() {
        Keyset fresh = opened(keysets.read().orElseThrow(), kek);
        current = fresh;
        return fresh;
    }

    /** Within a transaction: the keyset that holds until it ends, so that nothing is sealed by a key on its way out. */
    Keyset forSealing() {
        Keyset mine = current;
        return keysets.lockForSealing() == mine.version() ? mine : reread();
    }
}
