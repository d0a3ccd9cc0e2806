package dev.mailmoor.server.database;

import dev.mailmoor.server.settings.OwnerOnly;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running database server: one process, kept running until it is stopped. */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int TRIES = 5;
    /** Recovery after a kill replays up to max_wal_size. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long LOG_BYTES = 10_000_000;

    private final Path cluster;
    private final Path log;
    private final PostgresCommand command;
    private final int port;
    private volatile Process process;
    private volatile boolean stopping;

    private Postmaster(Path cluster, Path log, PostgresCommand command, int port) throws IOException {
        this.cluster = cluster;
        this.log = log;
        this.command = command;
        this.port = port;
        this.process = launch();
    }

    static Postmaster start(Path cluster, Path log, PostgresCommand command) throws IOException, InterruptedException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, OwnerOnly.fileRights());
        }
        for (int turn = 0; turn < TRIES; turn++) {
            Postmaster postmaster = new Postmaster(cluster, log, command, freePort());
            if (postmaster.becameReady()) {
                postmaster.watch();
                return postmaster;
            }
            // Somebody may have taken the port in between: the next turn has another.
        }
        throw PlainFault.failed("The embedded PostgreSQL did not start; the reason is in " + log + ".");
    }

    int port() {
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        return command.start(
                Redirect.appendTo(log.toFile()),
                "postgres",
                List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
    }

    /** Its own word in the pid file, so that no stranger on the same port is mistaken for it. */
    private boolean becameReady() throws IOException, InterruptedException {
        PidFile pidFile = PidFile.of(cluster);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            if (pidFile.readyAs(process.pid())) {
                return true;
            }
            if (System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                return false;
            }
        }
        return false;
    }

    private void watch() {
        Thread.ofVirtual().name("postgres-watch").start(() -> {
            try {
                keepRunning();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void keepRunning() throws InterruptedException {
        while (!stopping) {
            process.waitFor();
            if (!stopping) {
                LOG.warn("PostgreSQL ended by itself; starting it again.");
                restart();
            }
        }
    }

    private synchronized void restart() throws InterruptedException {
        if (stopping) {
            return;
        }
        try {
            process = launch();
            if (becameReady()) {
                LOG.info("PostgreSQL runs again.");
                return;
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL could not be started: {}", e.getMessage());
        }
        Thread.sleep(PAUSE);
    }

    void stop() throws IOException, InterruptedException {
        stopping = true;
        synchronized (this) {
            end("fast", Duration.ofSeconds(20));
            end("immediate", Duration.ofSeconds(5));
            process.destroyForcibly();
        }
    }

    private void end(String mode, Duration patience) throws IOException, InterruptedException {
        if (process.isAlive()) {
            command.run("", "pg_ctl", "stop", "-D", cluster.toString(), "-m", mode, "-W");
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("PostgreSQL did not stop within {} s.", patience.toSeconds());
            }
        }
    }
}
