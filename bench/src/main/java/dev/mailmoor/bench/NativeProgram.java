package dev.mailmoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Compiles a C program that comes along as a resource. */
final class NativeProgram {
    private NativeProgram() {}

    /** Empty when it cannot be compiled here. */
    static Optional<Path> compile(String name, Path folder, List<String> flags)
            throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        Path program = folder.resolve(name);
        try (var bundled = NativeProgram.class.getResourceAsStream("/" + name + ".c")) {
            Files.copy(Objects.requireNonNull(bundled), source);
        }
        List<String> command = new ArrayList<>(List.of("cc", "-O2", "-o", program.toString(), source.toString()));
        command.addAll(flags);
        try {
            Process compiler = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean done = compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0;
            return done ? Optional.of(program) : Optional.empty();
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
    }
}
