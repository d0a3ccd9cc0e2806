package dev.mailmoor.server.cli;

import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Reading;
import dev.mailmoor.server.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service itself. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service: console, API and jobs.",
            "The database is an embedded PostgreSQL in the data folder unless one is configured.",
            "With --demo it runs on a throw-away folder, beside a playground of pretended mail servers."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--print-config",
            description = "Shows every key of the configuration with its value, where that came from, and its meaning.")
    boolean printConfig;

    @Override
    public Integer call() {
        Reading reading =
                SettingsReader.read(Mailmoor.environment(command()), Path.of("").toAbsolutePath());
        reading.warnings().forEach(warning -> err().println("Warning: " + warning));
        if (printConfig) {
            reading.lines().forEach(this::print);
        }
        return switch (reading) {
            case Reading.Faulty faulty -> tell(faulty.faults());
            case Reading.Complete complete when printConfig -> ExitCode.OK;
            case Reading.Complete complete -> serve(complete);
        };
    }

    private int serve(Reading.Complete complete) {
        // A fault in the operator's providers is told before a database is started.
        Providers.in(complete.settings().data());
        try (Serving serving = Serving.start(complete.settings())) {
            serving.announce(out());
            serving.await();
        }
        return ExitCode.OK;
    }

    private int tell(List<String> faults) {
        faults.forEach(err()::println);
        return ExitCode.USAGE;
    }

    private void print(Reading.Line line) {
        out().println(line.variable() + " = " + line.value() + "  (" + line.source() + ")");
        out().println("    " + line.meaning());
    }

    private CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private PrintWriter out() {
        return command().getOut();
    }

    private PrintWriter err() {
        return command().getErr();
    }
}
