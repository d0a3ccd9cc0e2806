package dev.mailmoor.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reauth-link",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a link by which somebody with no account gives this mailbox a new password.",
            "It replaces the one made before. The service is found by MAILMOOR_URL and MAILMOOR_API_KEY."
        })
final class ReauthLinkCommand extends ServiceCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's address, or its id.")
    String address = "";

    @Option(
            names = "--expires-in",
            defaultValue = "72h",
            description = "How long it is good (default 72h, at most 30d).")
    String expiresIn = "72h";

    @Option(names = "--note", defaultValue = "", description = "A few words to whoever opens it.")
    String note = "";

    @Override
    int work(Service service, Terminal terminal) {
        String id = Service.encoded(service.mailbox(address).path("id").asString(""));
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("expiresIn", expiresIn);
        wish.put("note", note);
        JsonNode made = service.post("/mailboxes/" + id + "/reauth-links", wish);
        if (json) {
            printJson(terminal, made);
        } else {
            terminal.line(made.path("url").asString(""));
        }
        return DONE;
    }
}
