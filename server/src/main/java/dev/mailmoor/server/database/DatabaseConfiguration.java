package dev.mailmoor.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mailmoor.server.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** Whoever gets it finds all tables in it, as this program knows them. */
    @Bean
    HikariDataSource dataSource(DatabaseAddress address) throws SQLException {
        HikariDataSource pool = new HikariDataSource(pool(address));
        boolean current;
        try (Connection connection = pool.getConnection()) {
            current = new Schema(connection).isCurrent();
        }
        if (!current) {
            // On connections of its own: it may take as long as it must.
            Schema.migrations(address, MigrationVersion.LATEST).migrate();
        }
        return pool;
    }

    /** Short waits: when the database is gone the doors must be able to say so at once. */
    private static HikariConfig pool(DatabaseAddress address) {
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
        return pool;
    }

    @Bean
    DatabaseClock clock(JdbcClient jdbc, Settings settings) {
        return new DatabaseClock(jdbc, settings.testClock() ? DatabaseClock.Kind.MOVABLE : DatabaseClock.Kind.REAL);
    }
}
