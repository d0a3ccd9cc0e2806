package dev.mailmoor.server.journal;

import dev.mailmoor.server.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Rings when something was published, in whatever process. It only saves waiting: whoever listens also looks by themselves
 * once a second, so a lost connection delays and loses nothing.
 */
@Component
class Bell implements SmartLifecycle {
    static final String CHANNEL = "mailmoor_journal";

    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final int LISTEN_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 2_000;

    private final DatabaseAddress address;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();
    private long rings;
    private volatile @Nullable Thread listener;

    Bell(DatabaseAddress address) {
        this.address = address;
    }

    void ring() {
        lock.lock();
        try {
            rings++;
            rang.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it rang more often than {@code heard}, or the time is over; returns how often it rang by then. */
    long await(long heard, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (rings == heard && left > 0) {
                left = rang.awaitNanos(left);
            }
            return rings;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        // Named before it runs: it ends as soon as it finds itself unnamed.
        Thread thread = Thread.ofVirtual().name("journal-bell").unstarted(this::listen);
        listener = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = listener;
        listener = null;
        if (thread != null) {
            thread.interrupt();
        }
        ring();
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private void listen() {
        while (isRunning()) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                hear(connection.unwrap(PGConnection.class));
            } catch (SQLException e) {
                LOG.debug("The journal's bell is silent: {}", e.getMessage());
                pause();
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (isRunning()) {
            var heard = connection.getNotifications(LISTEN_MILLIS);
            if (heard != null && heard.length > 0) {
                ring();
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "mailmoor journal");
        address.password().reveal(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
