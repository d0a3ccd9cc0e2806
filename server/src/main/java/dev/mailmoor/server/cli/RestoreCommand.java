package dev.mailmoor.server.cli;

import dev.mailmoor.server.database.OpenDatabase;
import dev.mailmoor.server.database.Restore;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.Settings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A backup back into a database. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the backup FILE into a new data folder or an empty database; the service must not run on it.",
            "It is all put there or nothing."
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What `backup` wrote.")
    @Nullable
    Path file;

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        Settings settings = Configured.settings(command);
        try (OpenDatabase database = OpenDatabase.open(settings)) {
            Restore.Restored restored = Restore.read(Objects.requireNonNull(file), database.address());
            command.getOut().println("Restored " + restored.rows() + " rows.");
            String fingerprint = restored.notes().get(BackupCommand.KEY);
            if (fingerprint != null) {
                command.getOut()
                        .println("Its secrets open with the key " + fingerprint + ": put that " + place(settings.kek())
                                + " before you start the service.");
            }
        }
        return ExitCode.OK;
    }

    private static String place(KeySource kek) {
        return switch (kek) {
            case KeySource.InFile file -> "at " + file.path();
            case KeySource.InEnvironment variable -> "into " + variable.name();
        };
    }
}
