package dev.mailmoor.server.cli;

import dev.mailmoor.server.cli.Terminal.Colour;
import tools.jackson.databind.JsonNode;

/** Imports and their plans as text. */
final class ImportText {
    private ImportText() {}

    static void plan(Terminal terminal, JsonNode preview) {
        JsonNode plan = preview.path("plan");
        preview.path("mapping")
                .propertyStream()
                .forEach(column -> terminal.line(
                        column.getKey() + " → " + column.getValue().asString("")));
        plan.path("ignoredColumns").valueStream().forEach(name -> terminal.line(name.asString("") + " is ignored"));
        terminal.line();
        plan.path("refused")
                .valueStream()
                .forEach(row -> terminal.paragraph(
                        "row %d %s: "
                                .formatted(
                                        row.path("row").asInt(0),
                                        row.path("email").asString("")),
                        row.path("message").asString("")));
        terminal.line("Would be: " + counts(plan));
    }

    static void ended(Terminal terminal, JsonNode run) {
        boolean good = run.path("state").asString("").equals("done")
                && run.path("failed").asInt(0) == 0;
        terminal.coloured(good ? Colour.GREEN : Colour.YELLOW, run.path("state").asString("") + ": " + counts(run));
        run.path("waitingFor")
                .valueStream()
                .forEach(stop -> terminal.paragraph(
                        "",
                        "The first rows at " + stop.path("servers").asString("") + " all failed: "
                                + stop.path("message").asString("") + " Resume or cancel the import in the console."));
    }

    private static String counts(JsonNode counts) {
        return "%,d created, %,d updated, %,d unchanged, %,d failed, of %,d rows"
                .formatted(
                        counts.path("created").asInt(0),
                        counts.path("updated").asInt(0),
                        counts.path("unchanged").asInt(0),
                        counts.path("failed").asInt(0),
                        counts.path("total").asInt(0));
    }
}
