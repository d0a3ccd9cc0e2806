package dev.mailmoor.server.cli;

import dev.mailmoor.server.database.Backup;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.database.OpenDatabase;
import dev.mailmoor.server.vault.KeyFingerprint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The data in one file. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all data into FILE, whether the service runs or not.",
            "The key that opens the stored passwords is not in it: back that up apart."
        })
final class BackupCommand implements Callable<Integer> {
    static final String KEY = "key-fingerprint";

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there yet.")
    @Nullable
    Path file;

    @Override
    public Integer call() throws SQLException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        Path target = Objects.requireNonNull(file);
        try (OpenDatabase database = OpenDatabase.join(Configured.settings(command))) {
            Map<String, String> notes = notes(database.address());
            long rows = Backup.write(database.address(), target, notes);
            command.getOut().println("Wrote " + rows + " rows to " + target + ".");
            notes.values()
                    .forEach(fingerprint -> command.getOut()
                            .println("Its secrets open with the key " + fingerprint + ", which is not in it."));
        }
        return ExitCode.OK;
    }

    private static Map<String, String> notes(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.connect()) {
            return KeyFingerprint.of(new SingleConnectionDataSource(connection, true))
                    .map(fingerprint -> Map.of(KEY, fingerprint))
                    .orElse(Map.of());
        } catch (DataAccessException e) {
            return Map.of();
        }
    }
}
