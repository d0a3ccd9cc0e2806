package dev.mailmoor.server.vault;

import dev.mailmoor.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {
    @Bean
    Vault vault(JdbcTemplate jdbc, TransactionTemplate transaction, Settings settings) {
        KeyEncryptionKeys keks = new KeyEncryptionKeys(settings.kek(), System.getenv());
        Keyring keyring = Keyring.open(new PostgresKeysets(jdbc), keks, transaction);
        return new PostgresVault(new SealedSecrets(jdbc), keyring, transaction);
    }
}
