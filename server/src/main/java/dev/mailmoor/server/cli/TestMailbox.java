package dev.mailmoor.server.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "test", description = "Tries a mailbox with what is stored, now. Exit status 1 when a side fails.")
final class TestMailbox extends ServiceCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's address, or its id.")
    String address = "";

    @Option(
            names = "--direction",
            defaultValue = "both",
            description = "receiving, sending or both (default ${DEFAULT-VALUE}).")
    String direction = "both";

    @Override
    int work(Service service, Terminal terminal) {
        String id = service.mailbox(address).path("id").asString("");
        JsonNode tried = service.post("/mailboxes/" + Service.encoded(id) + "/test", Map.of("direction", direction));
        if (json) {
            printJson(terminal, tried);
            boolean failed = tried.valueStream()
                    .anyMatch(side -> side.path("outcome").asString("").equals("failed"));
            return failed ? FAILED : DONE;
        }
        return printDiagnoses(terminal, tried) ? DONE : FAILED;
    }
}
