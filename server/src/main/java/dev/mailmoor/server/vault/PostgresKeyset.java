package dev.mailmoor.server.vault;

import com.google.crypto.tink.Aead;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.PlainFault;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The row that holds the keyset, opened with the key-encryption key; the keys in use are remembered here. */
class PostgresKeyset {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeyset.class);

    private final JdbcClient sql;
    private final KeyEncryptionKey kek;
    private volatile Keyset current;

    private PostgresKeyset(JdbcClient sql, KeyEncryptionKey kek, Keyset current) {
        this.sql = sql;
        this.kek = kek;
        this.current = current;
    }

    /**
     * Opens the keyset, or makes the first one.
     *
     * @throws PlainFault with exit status 2 when the key-encryption key is missing or another one
     */
    static PostgresKeyset open(JdbcClient sql, KeySource source) {
        Optional<KeyEncryptionKey> kek = KeyEncryptionKey.find(source);
        boolean used = stored(sql, "", Stored::fingerprint).isPresent();
        KeyEncryptionKey key = kek.orElseGet(() -> made(source, used));
        if (!used) {
            insertFirst(sql, key);
        }
        return new PostgresKeyset(
                sql, key, stored(sql, "", row -> unsealed(row, key)).orElseThrow());
    }

    private static KeyEncryptionKey made(KeySource source, boolean used) {
        return switch (source) {
            case KeySource.InFile(Path path)
            when used ->
                throw PlainFault.wrongUse(
                        "The key file " + path
                                + " is missing, and the secrets in the database do not open without it: bring it back from your backup.");
            case KeySource.InFile(Path path) -> create(path);
            case KeySource.InEnvironment(String name) ->
                throw PlainFault.wrongUse(
                        "The variable " + name + " is empty; it must hold the vault's key, 32 random bytes in Base64.");
        };
    }

    private static KeyEncryptionKey create(Path path) {
        KeyEncryptionKey key = KeyEncryptionKey.create(path);
        LOG.warn(
                "MADE THE VAULT'S KEY: {} (fingerprint {}). BACK THIS FILE UP, apart from the database: without it no stored secret opens.",
                path,
                key.fingerprint());
        return key;
    }

    private static void insertFirst(JdbcClient sql, KeyEncryptionKey key) {
        try {
            Keyset first = Keyset.first();
            sql.sql("""
                    insert into vault_keyset (kek_fingerprint, sealed_keyset, generation) values (?, ?, ?)
                    on conflict do nothing
                    """)
                    .params(key.fingerprint(), first.seal(key.aead()), first.generation())
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the first keyset could not be made", e);
        }
    }

    Keyset current() {
        return current;
    }

    /** As the database has it now. */
    Keyset reread() {
        current = stored(sql, "", row -> row.generation() == current.generation() ? current : unsealed(row, kek))
                .orElseThrow();
        return current;
    }

    /** The keyset to seal with; it does not change before the caller's transaction ends. */
    Keyset heldShared() {
        current = stored(
                        sql,
                        "for share",
                        row -> row.generation() == current.generation() ? current : unsealed(row, kek))
                .orElseThrow();
        return current;
    }

    /** The keyset to change; others wait until the caller's transaction ends. */
    Keyset heldAlone() {
        return stored(sql, "for update", row -> unsealed(row, kek)).orElseThrow();
    }

    void replace(Keyset keyset) throws GeneralSecurityException {
        sql.sql("update vault_keyset set sealed_keyset = ?, generation = ?")
                .params(keyset.seal(kek.aead()), keyset.generation())
                .update();
    }

    private static Keyset unsealed(Stored row, KeyEncryptionKey kek) {
        if (!row.fingerprint().equals(kek.fingerprint())) {
            throw PlainFault.wrongUse("The vault was sealed with the key " + row.fingerprint() + ", and this one is "
                    + kek.fingerprint() + ": set MAILMOOR_KEK to the right one.");
        }
        try {
            Aead opener = kek.aead();
            return Keyset.unseal(row.sealed(), row.generation(), opener);
        } catch (GeneralSecurityException e) {
            throw PlainFault.wrongUse("The vault's keyset in the database was altered: restore it from a backup.");
        }
    }

    private static <T> Optional<T> stored(JdbcClient sql, String lock, Function<Stored, T> use) {
        StatementSpec query = sql.sql("select kek_fingerprint, sealed_keyset, generation from vault_keyset " + lock);
        return query.query((row, number) -> new Stored(row.getString(1), row.getBytes(2), row.getLong(3)))
                .optional()
                .map(use);
    }

    private record Stored(String fingerprint, byte[] sealed, long generation) {}
}
