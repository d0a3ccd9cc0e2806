package dev.mailmoor.server.database;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts PostgreSQL's programs. They refuse to run as root; in a user namespace of their own the same user is nobody
 * special, and still owns the files.
 */
final class PostgresCommand {
    private static final boolean ROOT = isRoot();
    private final Path binaries;

    PostgresCommand(Path binaries) {
        this.binaries = binaries;
    }

    /** What a program said and how it ended. */
    record Result(int status, String output) {}

    Process start(Redirect output, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own, so that Ctrl-C at the terminal reaches only us and the order of stopping is ours.
        command.add("setsid");
        if (ROOT) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(binaries.toFile());
        clean(builder.environment());
        return builder.redirectErrorStream(true).redirectOutput(output).start();
    }

    Result run(String input, String program, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("mailmoor", ".out");
        try {
            Process process = start(Redirect.to(output.toFile()), program, List.of(arguments));
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Result(-1, program + " took longer than two minutes");
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Whoever started us may have settings for other PostgreSQL programs, and our own secrets, in the environment. */
    private static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("MAILMOOR_"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
