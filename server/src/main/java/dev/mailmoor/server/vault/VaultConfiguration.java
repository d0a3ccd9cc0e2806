package dev.mailmoor.server.vault;

import dev.mailmoor.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {
    @Bean
    PostgresKeyset vaultKeyset(JdbcClient sql, Settings settings) {
        return PostgresKeyset.open(sql, settings.kek());
    }

    @Bean
    Vault vault(JdbcClient sql, PostgresKeyset keyset) {
        return new PostgresVault(sql, keyset);
    }

    @Bean
    KeyRotation keyRotation(JdbcClient sql, PostgresKeyset keyset, TransactionTemplate transactions) {
        return new KeyRotation(sql, keyset, transactions);
    }
}
