package dev.mailmoor.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The mailboxes of a running service. */
@Command(
        name = "mailboxes",
        mixinStandardHelpOptions = true,
        description = {
            "Lists and changes the mailboxes of a running Mailmoor.",
            "It is found by MAILMOOR_URL (default http://127.0.0.1:8025) and MAILMOOR_API_KEY."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListMailboxes.class,
            ShowMailbox.class,
            AddMailbox.class,
            TestMailbox.class,
            ChangeMailbox.Pause.class,
            ChangeMailbox.Resume.class,
            RemoveMailbox.class
        })
final class MailboxesCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(command, "Say what to do: list, show, add, test, pause, resume or remove.");
    }
}
