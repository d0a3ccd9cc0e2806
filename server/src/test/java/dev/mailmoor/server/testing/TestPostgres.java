package dev.mailmoor.server.testing;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.database.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL for the JVM: started when first asked for, gone with the JVM. With
 * {@code -Dmailmoor.test.database-url=jdbc:postgresql://host:port/} (and {@code mailmoor.test.database-user} and
 * {@code -password}; the user must be allowed to make databases) the tests run against that one instead.
 */
public final class TestPostgres {
    private static final String RUN = "mailmoor_test_" + ProcessHandle.current().pid();
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static @Nullable TestPostgres running;

    private final String server;
    private final String user;
    private final String password;
    private final Queue<String> created = new ConcurrentLinkedQueue<>();

    private TestPostgres(String server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
    }

    /** A database of its own with all tables in it, copied from a template. */
    public static DatabaseAddress freshDatabase() {
        TestPostgres postgres = running();
        return postgres.create("_" + COUNTER.incrementAndGet(), RUN);
    }

    /** A database of its own with nothing in it. */
    public static DatabaseAddress emptyDatabase() {
        return running().create("_" + COUNTER.incrementAndGet(), "template0");
    }

    /** Plain connections, one for each call. */
    public static DataSource connect(DatabaseAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setUser(address.user());
        source.setPassword(address.password().reveal(text -> text));
        return source;
    }

    private static synchronized TestPostgres running() {
        if (running == null) {
            String external = System.getProperty("mailmoor.test.database-url", "");
            TestPostgres started = external.isEmpty() ? embedded() : external(external);
            DatabaseAddress template = started.create("", "template0");
            Flyway.configure()
                    .dataSource(connect(template))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            running = started;
        }
        return running;
    }

    private static TestPostgres embedded() {
        try {
            // Durability is for the product; tests want speed.
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .start();
            return new TestPostgres("jdbc:postgresql://localhost:" + postgres.getPort() + "/", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestPostgres external(String url) {
        TestPostgres postgres = new TestPostgres(
                url.endsWith("/") ? url : url + "/",
                System.getProperty("mailmoor.test.database-user", "postgres"),
                System.getProperty("mailmoor.test.database-password", "postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::dropAll));
        return postgres;
    }

    /** What runs on after the tests should be as it was before them. */
    private void dropAll() {
        try (Connection connection = DriverManager.getConnection(server + "postgres", user, password);
                var statement = connection.createStatement()) {
            for (String name : created) {
                statement.execute("drop database if exists " + name + " with (force)");
            }
        } catch (SQLException e) {
            System.err.println("Test databases named " + RUN + "… were left behind: " + e.getMessage());
        }
    }

    private synchronized DatabaseAddress create(String suffix, String template) {
        String name = RUN + suffix;
        try (Connection connection = DriverManager.getConnection(server + "postgres", user, password);
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " template " + template);
            created.add(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the test database " + name, e);
        }
        return new DatabaseAddress(server + name, user, Secret.of(password));
    }
}
