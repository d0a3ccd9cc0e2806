package dev.mailmoor.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists mailboxes: address, configuration name, state, and why.")
final class ListMailboxes extends ServiceCommand {
    @Option(names = "--state", description = "Only those: unverified connected suspect auth-lost unreachable paused.")
    @Nullable
    String state;

    @Option(names = "--provider", description = "Only those of this provider, gmail for one.")
    @Nullable
    String provider;

    @Option(names = "--tag", description = "Only those with this tag.")
    @Nullable
    String tag;

    @Option(names = "--owner", description = "Only those of this owner.")
    @Nullable
    String owner;

    @Option(names = "--q", description = "Only those whose address, names or configuration name hold this.")
    @Nullable
    String q;

    @Option(names = "--limit", defaultValue = "100", description = "How many, 1 to 500 (default ${DEFAULT-VALUE}).")
    int limit;

    @Option(names = "--cursor", description = "Where the page before ended.")
    @Nullable
    String cursor;

    @Override
    int work(Service service, Terminal terminal) {
        JsonNode page = service.get("/mailboxes?" + query());
        if (json) {
            printJson(terminal, page);
            return DONE;
        }
        if (page.path("items").isEmpty()) {
            terminal.line("No mailboxes.");
            return DONE;
        }
        Table table = new Table(List.of("ADDRESS", "CONFIGURATION", "STATE", "PROVIDER", "WHY"));
        page.path("items").valueStream().forEach(mailbox -> table.row(row(mailbox)));
        table.print(terminal);
        String next = page.path("nextCursor").asString("");
        if (!next.isEmpty()) {
            terminal.line();
            terminal.line("There are more: --cursor " + next);
        }
        return DONE;
    }

    private String query() {
        List<String> parts = new ArrayList<>();
        parts.add("limit=" + limit);
        add(parts, "state", state);
        add(parts, "provider", provider);
        add(parts, "tag", tag);
        add(parts, "owner", owner);
        add(parts, "q", q);
        add(parts, "cursor", cursor);
        return String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + Service.encoded(value));
        }
    }

    private static List<String> row(JsonNode mailbox) {
        return List.of(
                mailbox.path("address").asString(""),
                mailbox.path("configurationName").asString(""),
                mailbox.path("state").asString(""),
                mailbox.path("provider").asString(""),
                why(mailbox));
    }

    private static String why(JsonNode mailbox) {
        String receiving =
                mailbox.path("receiving").path("diagnosis").path("summary").asString("");
        return receiving.isEmpty()
                ? mailbox.path("sending").path("diagnosis").path("summary").asString("")
                : receiving;
    }
}
