package dev.mailmoor.server.cli;

import dev.mailmoor.server.diagnosis.DiagnosisJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Shows one mailbox and what is wrong with it.")
final class ShowMailbox extends ServiceCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's address, or its id.")
    String address = "";

    @Override
    int work(Service service, Terminal terminal) {
        JsonNode mailbox = service.mailbox(address);
        if (json) {
            printJson(terminal, mailbox);
        } else {
            print(terminal, mailbox);
        }
        return DONE;
    }

    static void print(Terminal terminal, JsonNode mailbox) {
        terminal.coloured(Terminal.Colour.BOLD, mailbox.path("address").asString(""));
        field(terminal, "State", mailbox.path("state"));
        field(
                terminal,
                "Name",
                mailbox.path("name").path("first").asString("") + " "
                        + mailbox.path("name").path("last").asString(""));
        field(terminal, "Configuration", mailbox.path("configurationName"));
        field(terminal, "Description", mailbox.path("description"));
        field(terminal, "Owner", mailbox.path("owner"));
        field(
                terminal,
                "Tags",
                String.join(
                        ", ",
                        mailbox.path("tags")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()));
        field(terminal, "Provider", mailbox.path("provider"));
        field(
                terminal,
                "Credential",
                mailbox.path("credential").path("kind").asString("") + ", since "
                        + mailbox.path("credential").path("changedAt").asString("?"));
        field(terminal, "Id", mailbox.path("id"));
        channel(terminal, "Receiving", mailbox.path("receiving"));
        channel(terminal, "Sending", mailbox.path("sending"));
    }

    private static void channel(Terminal terminal, String name, JsonNode channel) {
        if (!channel.isObject()) {
            return;
        }
        terminal.line();
        terminal.coloured(Terminal.Colour.BOLD, name);
        field(
                terminal,
                "State",
                channel.path("state").asString("") + " since "
                        + channel.path("since").asString("?"));
        field(terminal, "Checked", channel.path("checkedAt"));
        field(
                terminal,
                "Server",
                "%s %s:%s (%s)"
                        .formatted(
                                channel.path("protocol").asString(""),
                                channel.path("host").asString(""),
                                channel.path("port").asInt(0),
                                channel.path("security").asString("")));
        field(terminal, "User name", channel.path("username"));
        if (channel.path("diagnosis").isObject()) {
            terminal.line();
            DiagnosisText.print(terminal, DiagnosisJson.read(channel.path("diagnosis")));
        }
    }

    private static void field(Terminal terminal, String name, JsonNode value) {
        field(terminal, name, value.asString(""));
    }

    private static void field(Terminal terminal, String name, String value) {
        if (!value.isBlank()) {
            terminal.paragraph("  %-14s".formatted(name), value.strip());
        }
    }
}
