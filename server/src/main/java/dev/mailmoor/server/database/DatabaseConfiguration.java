package dev.mailmoor.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mailmoor.server.settings.Settings;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** Short waits: when the database is gone the doors must be able to say so at once. */
    @Bean
    HikariDataSource dataSource(DatabaseAddress address) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.user());
        pool.setPassword(address.password().reveal(text -> text));
        pool.setMaximumPoolSize(12);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(2_000);
        pool.setValidationTimeout(1_000);
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // A database that hangs is one that is gone. No statement of the service is meant to take as long.
        pool.addDataSourceProperty("socketTimeout", "20");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // What a server says of a failing row may quote it.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("ApplicationName", "mailmoor");
        return new HikariDataSource(pool);
    }

    /** Migrations may take as long as they must. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(DatabaseAddress address) {
        return flyway -> flyway.dataSource(
                address.jdbcUrl(), address.user(), address.password().reveal(text -> text));
    }

    @Bean
    @DependsOnDatabaseInitialization
    DatabaseClock clock(JdbcClient jdbc, Settings settings) {
        return new DatabaseClock(jdbc, settings.testClock() ? DatabaseClock.Kind.MOVABLE : DatabaseClock.Kind.REAL);
    }
}
