package dev.mailmoor.server.database;

import dev.mailmoor.server.settings.OwnerOnly;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL in the data folder. It runs as long as this object is open, is started again should it die, and after a
 * kill of both recovers at the next start. Only who can read the password file in the data folder can get in.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private final FolderLock lock;
    private final Postmaster postmaster;
    private final DatabaseAddress address;

    private EmbeddedPostgres(FolderLock lock, Postmaster postmaster, DatabaseAddress address) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.address = address;
    }

    /**
     * Starts it, and makes it first when the data folder has none.
     *
     * @throws PlainFault when another process uses the folder, or it cannot be started
     */
    public static EmbeddedPostgres start(Path data) {
        try {
            Path root = OwnerOnly.folder(OwnerOnly.folder(data).resolve("postgresql"));
            FolderLock lock = FolderLock.take(data, root.resolve("lock"));
            try {
                return start(root, lock);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw PlainFault.failed("The data folder " + data + " cannot be used: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlainFault.failed("The start was interrupted.");
        }
    }

    private static EmbeddedPostgres start(Path root, FolderLock lock) throws IOException, InterruptedException {
        PostgresCommand command = new PostgresCommand(PostgresBinaries.locate(root));
        Cluster cluster = new Cluster(root, command);
        cluster.prepare();
        new Leftovers(cluster.files(), command).clear();
        Postmaster postmaster = Postmaster.start(cluster.files(), root.resolve("postgresql.log"), command);
        return new EmbeddedPostgres(lock, postmaster, address(postmaster.port(), cluster));
    }

    private static DatabaseAddress address(int port, Cluster cluster) throws IOException {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.NAME, Cluster.NAME, cluster.password());
    }

    /** The one that another process runs on this data folder; empty when none runs. */
    public static Optional<DatabaseAddress> runningOn(Path data) {
        Path root = data.resolve("postgresql");
        Cluster cluster = new Cluster(root, new PostgresCommand(root));
        try {
            Optional<Integer> port = PidFile.of(cluster.files()).readyPort();
            return port.isPresent() && FolderLock.isHeld(root.resolve("lock"))
                    ? Optional.of(address(port.get(), cluster))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            LOG.warn("PostgreSQL was not stopped cleanly: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
