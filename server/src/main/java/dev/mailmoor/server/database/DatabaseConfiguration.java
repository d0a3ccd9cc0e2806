package dev.mailmoor.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "mailmoor");
        return new HikariDataSource(pool);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
