package dev.mailmoor.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL that runs already, for stories to use instead of the embedded one: with
 * {@code -Dmailmoor.test.database-url=jdbc:postgresql://host:port/}, {@code mailmoor.test.database-user} and
 * {@code -password}, as the service's own tests. Each story gets a database of its own, which goes with the JVM.
 */
final class OutsideDatabase {
    private static final String URL = System.getProperty("mailmoor.test.database-url", "");
    private static final String USER = System.getProperty("mailmoor.test.database-user", "postgres");
    private static final String PASSWORD = System.getProperty("mailmoor.test.database-password", "postgres");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private OutsideDatabase() {}

    /** What the product is told of it; nothing where none was given. */
    static Map<String, String> variables() {
        if (URL.isEmpty()) {
            return Map.of();
        }
        String name = "mailmoor_e2e_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        run("create database " + name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run("drop database " + name + " with (force)")));
        return Map.of(
                "MAILMOOR_DATABASE_URL", server() + name,
                "MAILMOOR_DATABASE_USER", USER,
                "MAILMOOR_DATABASE_PASSWORD", PASSWORD);
    }

    private static void run(String statement) {
        try (Connection connection = DriverManager.getConnection(server() + "postgres", USER, PASSWORD);
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the PostgreSQL of mailmoor.test.database-url does not " + statement, e);
        }
    }

    private static String server() {
        return URL.endsWith("/") ? URL : URL + "/";
    }
}
