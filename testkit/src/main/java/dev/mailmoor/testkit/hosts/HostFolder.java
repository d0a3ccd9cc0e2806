package dev.mailmoor.testkit.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that the hosts' own users may walk through, unlike those of {@code createTempDirectory}. */
final class HostFolder implements AutoCloseable {
    private final Path path;

    private HostFolder(Path path) {
        this.path = path;
    }

    static HostFolder create() {
        try {
            Path path = Files.createTempDirectory("mailhost");
            permit(path, "rwxr-xr-x");
            return new HostFolder(path);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Path path() {
        return path;
    }

    Path subfolder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A folder with an owner and exact rights, as Postfix wants its queue's. */
    void subfolder(String name, String owner, String group, String rights) {
        Path folder = subfolder(name);
        own(folder, owner, group);
        permit(folder, rights);
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(path.resolve(name), content);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static void own(Path file, String owner, String group) {
        try {
            var names = file.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(file, names.lookupPrincipalByName(owner));
            Files.setAttribute(file, "posix:group", names.lookupPrincipalByGroupName(group));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void permit(Path file, String rights) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(HostFolder::delete);
        } catch (IOException | UncheckedIOException left) {
            System.getLogger("mailhost").log(System.Logger.Level.WARNING, "left behind: " + path, left);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
