package dev.mailmoor.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier life left behind when it was killed. Only called while the folder's lock is held, so whatever still
 * runs on the folder belongs to nobody.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Path PROCESSES = Path.of("/proc");
    private final Path cluster;
    private final PostgresCommand command;

    Leftovers(Path cluster, PostgresCommand command) {
        this.cluster = cluster;
        this.command = command;
    }

    /** Stops what runs, and takes away a pid file whose number now belongs to another program. */
    void clear() throws IOException, InterruptedException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!running().isEmpty()) {
            LOG.info("Stopping the PostgreSQL that an earlier Mailmoor left running.");
            stop("fast", Duration.ofSeconds(20));
            stop("immediate", Duration.ofSeconds(5));
            running().forEach(ProcessHandle::destroyForcibly);
            await(Duration.ofSeconds(5));
        }
        if (Files.exists(pidFile) && running().isEmpty() && belongsToAnother(pidFile)) {
            Files.delete(pidFile);
        }
    }

    private void stop(String mode, Duration patience) throws IOException, InterruptedException {
        if (!running().isEmpty()) {
            command.run("", "pg_ctl", "stop", "-D", cluster.toString(), "-m", mode, "-W");
            await(patience);
        }
    }

    private void await(Duration patience) throws IOException, InterruptedException {
        CompletableFuture<?> ends = CompletableFuture.allOf(
                running().stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            ends.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The next, harder way is tried.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A postmaster and its children work in the folder of their files; nothing else called postgres does. */
    private List<ProcessHandle> running() throws IOException {
        Path files = cluster.toRealPath();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> worksIn(process.pid(), files)).toList();
        }
    }

    private static boolean worksIn(long pid, Path files) {
        Path process = PROCESSES.resolve(Long.toString(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(files)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("bin/postgres");
        } catch (IOException e) {
            return false;
        }
    }

    /** PostgreSQL itself sees to pid files of the dead, with care for memory still in use; only a living stranger stops it. */
    private static boolean belongsToAnother(Path pidFile) throws IOException {
        String pid = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        return !pid.matches("\\d{1,10}")
                || ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
