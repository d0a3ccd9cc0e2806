package dev.mailmoor.server.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "remove", description = "Disconnects a mailbox and forgets its password. Asks first on a terminal.")
final class RemoveMailbox extends ServiceCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's address, or its id.")
    String address = "";

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Option(names = "--discard-pending", description = "Also when mail waits for it: that mail is thrown away.")
    boolean discardPending;

    @Override
    int work(Service service, Terminal terminal) {
        JsonNode mailbox = service.mailbox(address);
        String known = mailbox.path("address").asString(address);
        if (!yes && Terminal.isAttached() && !agreed(known)) {
            terminal.line("Nothing was removed.");
            return FAILED;
        }
        String id = Service.encoded(mailbox.path("id").asString(""));
        service.delete("/mailboxes/" + id + (discardPending ? "?discardPending=true" : ""));
        if (!json) {
            terminal.line(known + " is disconnected, and its password forgotten.");
        }
        return DONE;
    }

    private static boolean agreed(String mailbox) {
        String answer = Objects.requireNonNull(System.console())
                .readLine("Disconnect %s and forget its password? [y/N] ", Terminal.clean(mailbox));
        return answer != null
                && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }
}
