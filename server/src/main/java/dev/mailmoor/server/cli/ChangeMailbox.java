package dev.mailmoor.server.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A change that is one call without a body. */
abstract class ChangeMailbox extends ServiceCommand {
    private final String call;
    private final String done;

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's address, or its id.")
    String address = "";

    ChangeMailbox(String call, String done) {
        this.call = call;
        this.done = done;
    }

    @Override
    int work(Service service, Terminal terminal) {
        String id = service.mailbox(address).path("id").asString("");
        JsonNode changed = service.post("/mailboxes/" + Service.encoded(id) + "/" + call, Map.of());
        if (json) {
            printJson(terminal, changed);
        } else {
            terminal.line(address + done);
        }
        return DONE;
    }

    @Command(name = "pause", description = "Stops the checks of a mailbox until it is resumed.")
    static final class Pause extends ChangeMailbox {
        Pause() {
            super("pause", " is paused: it is not checked until you resume it.");
        }
    }

    @Command(name = "resume", description = "Checks a paused mailbox again.")
    static final class Resume extends ChangeMailbox {
        Resume() {
            super("resume", " is checked again.");
        }
    }
}
