package dev.mailmoor.server.database;

import dev.mailmoor.protocol.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How to reach the PostgreSQL that is used.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseAddress(String jdbcUrl, String user, Secret password) {
    /** A connection of one's own, outside the pool; the caller closes it. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", "mailmoor");
        properties.setProperty("password", password.reveal(text -> text));
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
