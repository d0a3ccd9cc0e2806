package dev.mailmoor.server.database;

import dev.mailmoor.server.settings.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for each user: they come packed with xz, which takes seconds to read. Never into a
 * folder that others can write to, or they could put theirs in its place.
 */
final class PostgresBinaries {
    static final String MAJOR = "18";
    private static final String PACKED = "/postgres-linux-x86_64.txz";
    private static final String UNPACKED = "postgresql-18.6.0";

    private PostgresBinaries() {}

    /** @param spare where they go when the user has no home folder */
    static Path locate(Path spare) throws IOException {
        for (Path place : places(spare)) {
            if (Files.isExecutable(place.resolve(UNPACKED).resolve("bin/postgres"))) {
                return place.resolve(UNPACKED);
            }
        }
        IOException last = new IOException("no place for PostgreSQL's programs");
        for (Path place : places(spare)) {
            try {
                return unpack(OwnerOnly.folder(place));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static List<Path> places(Path spare) {
        Optional<Path> cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .or(() -> Optional.of(Path.of(System.getProperty("user.home", "/")))
                        .filter(home -> home.getNameCount() > 0 && Files.isWritable(home))
                        .map(home -> home.resolve(".cache")));
        return Stream.concat(cache.map(folder -> folder.resolve("mailmoor")).stream(), Stream.of(spare))
                .toList();
    }

    private static Path unpack(Path place) throws IOException {
        Path target = place.resolve(UNPACKED);
        Path fresh = Files.createTempDirectory(place, UNPACKED + ".");
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(PACKED)) {
            if (packed == null) {
                throw new IOException("PostgreSQL's programs are not part of this build");
            }
            unpack(packed, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            remove(fresh);
            if (!Files.isExecutable(target.resolve("bin/postgres"))) {
                throw e;
            }
            // Another process was quicker.
        }
        return target;
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (target.startsWith(folder) && needed(entry.getName())) {
                    place(tar, entry, target);
                }
            }
        }
    }

    private static boolean needed(String name) {
        return !name.endsWith(".a") && !name.startsWith("include/");
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try {
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                return;
            }
            Files.copy(tar, target);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("twice in the archive: " + entry.getName(), e);
        }
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, true)) {
            throw new IOException("cannot make executable: " + target);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
