package dev.mailmoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A command of the product as its own process, run to its end: what it printed, in both ways, and its exit status. */
public record CommandRun(int status, String output) {
    private static final Duration TO_END = Duration.ofSeconds(90);

    static CommandRun of(Program program, Map<String, String> environment, List<String> arguments) {
        return withInput("", program, environment, arguments);
    }

    static CommandRun withInput(
            String input, Program program, Map<String, String> environment, List<String> arguments) {
        try {
            Path printed = Files.createTempFile("mailmoor-command", ".log");
            ProcessBuilder builder = new ProcessBuilder(program.command(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("MAILMOOR_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(TO_END);
            process.destroyForcibly().waitFor();
            String output = Files.readString(printed, StandardCharsets.UTF_8);
            Files.delete(printed);
            assertThat(ended).as(output).isTrue();
            return new CommandRun(process.exitValue(), output);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command runs", interrupted);
        }
    }

    /** Fails, showing the output, unless the exit status is this one. */
    public CommandRun expect(int expected) {
        assertThat(status).as(output).isEqualTo(expected);
        return this;
    }
}
