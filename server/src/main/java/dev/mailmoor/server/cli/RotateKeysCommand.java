package dev.mailmoor.server.cli;

import dev.mailmoor.server.database.OpenDatabase;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.vault.KeyRotation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Every secret under a new key. */
@Command(
        name = "rotate-keys",
        mixinStandardHelpOptions = true,
        description = {
            "Re-seals every stored secret under a new key, whether the service runs or not.",
            "It can be interrupted anywhere: run it again, and it carries on."
        })
final class RotateKeysCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        Settings settings = Configured.settings(command);
        try (OpenDatabase database = OpenDatabase.join(settings);
                Connection connection = database.address().connect()) {
            KeyRotation rotation = KeyRotation.on(
                    new SingleConnectionDataSource(connection, true), settings.kek(), Mailmoor.environment(command));
            return tell(command, rotation.run(resealed -> {}));
        } catch (BadSqlGrammarException e) {
            command.getErr().println("The database is new: there is nothing to re-seal.");
            return ExitCode.SOFTWARE;
        }
    }

    private static int tell(CommandLine command, KeyRotation.Rotated rotated) {
        return switch (rotated) {
            case KeyRotation.Rotated.Whole whole -> {
                command.getOut().println("Re-sealed " + whole.resealed() + " secrets; the old key is gone.");
                yield ExitCode.OK;
            }
            case KeyRotation.Rotated.SomeDoNotOpen some -> {
                command.getErr()
                        .println("Re-sealed " + some.resealed() + " secrets. "
                                + some.tampered().size()
                                + " do not open, because somebody altered them: the old key is kept. Renew these:");
                some.tampered()
                        .forEach(ref -> command.getErr()
                                .println("  mailbox " + ref.subject() + ", " + ref.purpose() + ", version "
                                        + ref.version()));
                yield ExitCode.SOFTWARE;
            }
        };
    }
}
