package dev.mailmoor.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A product's data folder, and the PostgreSQL that may still run in it. */
final class DataFolder {
    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    static DataFolder create() {
        try {
            return new DataFolder(Files.createTempDirectory("mailmoor-data"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Path path() {
        return path;
    }

    /** The database server that works on this folder, if one does. */
    Optional<ProcessHandle> database() {
        return files().stream()
                .filter(file -> file.endsWith("postmaster.pid"))
                .findFirst()
                .flatMap(DataFolder::running);
    }

    void signalDatabase(String name) {
        database()
                .ifPresent(parent -> Stream.concat(Stream.of(parent), parent.descendants())
                        .forEach(member -> signal(member.pid(), name)));
    }

    private static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Optional<ProcessHandle> running(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    void delete() {
        database().ifPresent(ProcessHandle::destroyForcibly);
        for (Path file : files().reversed()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException leftBehind) {
                System.err.println("left behind: " + file);
            }
        }
    }

    /** Folders before what is in them. A file that goes away meanwhile is no fault. */
    private List<Path> files() {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        } catch (IOException | UncheckedIOException changing) {
            return List.of();
        }
    }
}
