package dev.mailmoor.server.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line's root. Exit status: 0 done, 1 the work failed, 2 wrong use. */
@Command(
        name = "mailmoor",
        mixinStandardHelpOptions = true,
        versionProvider = Mailmoor.Version.class,
        description = "Keeps every mailbox connected.",
        subcommands = {
            ServeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RotateKeysCommand.class,
            ProbeCommand.class,
            ExplainCommand.class,
            DiscoverCommand.class,
            MailboxesCommand.class,
            ImportCommand.class,
            ReauthLinkCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Mailmoor {
    private final Map<String, String> environment;

    private Mailmoor(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        PlainFailure plain = new PlainFailure();
        return new CommandLine(new Mailmoor(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(plain)
                .setExecutionExceptionHandler(plain);
    }

    /** As the jar's manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Mailmoor.class.getPackage().getImplementationVersion();
            return new String[] {"Mailmoor " + (version == null ? "(not from a jar)" : version)};
        }
    }

    /** What a command may look up instead of asking the system. */
    static Map<String, String> environment(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof Mailmoor root ? root.environment : Map.of();
    }
}
