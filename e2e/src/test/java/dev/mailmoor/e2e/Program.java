package dev.mailmoor.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jars of this build, run as the launcher runs its own. */
enum Program {
    SERVER("server"),
    DEMO("demo");

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final String module;

    Program(String module) {
        this.module = module;
    }

    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(java());
        if (this == SERVER) {
            command.addAll(Recording.flags(jar()));
        }
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(arguments);
        return command;
    }

    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ROOT.resolve("build-config/launcher/jvm.options"),
                // A short life: the optimising compiler would cost more than it gives.
                "-XX:TieredStopAtLevel=1");
    }

    /** Beside what was built of this module: the profile "quick" builds into a folder of its own. */
    private Path built() {
        String classes = Program.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Path own = Path.of(classes).toAbsolutePath().resolveSibling("").normalize();
        return own.endsWith("target") ? ROOT.resolve(module).resolve("target") : own.resolveSibling(module);
    }

    Path jar() {
        Path target = built();
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar in " + target + ": run mvn verify, not test"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
