package dev.mailmoor.server.vault;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A fresh database with the key of a file; each {@link #vault()} is a process of its own to it. */
final class VaultFixture {
    final DataSource database = TestPostgres.connect(TestPostgres.freshDatabase());
    final JdbcTemplate jdbc = new JdbcTemplate(database);
    final KeySource key;

    VaultFixture(Path folder) {
        for (UUID workspace : new UUID[] {new UUID(1, 1), new UUID(9, 9)}) {
            jdbc.update("insert into workspace (workspace_id, name, created_at) values (?, 'w', now())", workspace);
        }
        this.key = new KeySource.InFile(folder.resolve("vault.key"));
    }

    Vault vault() {
        return vault(database, key, Map.of());
    }

    static Vault vault(DataSource database, KeySource key, Map<String, String> environment) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        Keyring keyring = Keyring.open(new PostgresKeysets(jdbc), new KeyEncryptionKeys(key, environment), transaction);
        return new PostgresVault(new SealedSecrets(jdbc), keyring, transaction);
    }

    KeyRotation rotation() {
        return KeyRotation.on(database, key, Map.of());
    }

    static SecretRef ref(int subject) {
        return new SecretRef(new WorkspaceId(new UUID(1, 1)), new UUID(2, subject), "receiving", 1);
    }

    static Map<SecretRef, Secret> secrets(int from, int to) {
        Map<SecretRef, Secret> secrets = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            secrets.put(ref(i), Secret.of("secret number " + i));
        }
        return secrets;
    }

    static boolean opensAll(Vault vault, Map<SecretRef, Secret> secrets) {
        Map<SecretRef, Opening> openings = vault.open(secrets.keySet());
        return secrets.entrySet().stream()
                .allMatch(each -> openings.get(each.getKey()) instanceof Opening.Opened(Secret secret)
                        && secret.equals(each.getValue()));
    }
}
