package dev.mailmoor.server.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.mailmoor.server.cli.Terminal.Colour;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Imports and their plans as text. */
final class ImportText {
    private static final int SHOWN = 20;

    private ImportText() {}

    static void plan(Terminal terminal, JsonNode preview) {
        JsonNode plan = preview.path("plan");
        preview.path("mapping")
                .propertyStream()
                .forEach(column -> terminal.line(
                        column.getKey() + " → " + column.getValue().asString("")));
        plan.path("ignoredColumns").valueStream().forEach(name -> terminal.line(name.asString("") + " is ignored"));
        terminal.line();
        preview.path("rows")
                .valueStream()
                .filter(row -> !row.path("changes").isEmpty())
                .forEach(row -> terminal.paragraph(row(row), changes(row)));
        plan.path("refused")
                .valueStream()
                .forEach(row -> terminal.paragraph(row(row), row.path("message").asString("")));
        terminal.line("Would be: " + counts(plan));
    }

    private static String row(JsonNode row) {
        return "row %d %s: "
                .formatted(
                        row.path("row").asInt(0),
                        Terminal.clean(row.path("email").asString("")));
    }

    private static String changes(JsonNode row) {
        return row.path("changes")
                .valueStream()
                .map(change -> "%s: %s%s"
                        .formatted(
                                change.path("field").asString(""),
                                change.path("from").isString()
                                        ? change.path("from").asString() + " → "
                                        : "",
                                change.path("to").asString("")))
                .collect(Collectors.joining("; "));
    }

    static void started(Terminal terminal, JsonNode run) {
        terminal.line("Import %s of %,d rows. It goes on when this command is ended."
                .formatted(run.path("id").asString(""), run.path("total").asInt(0)));
        terminal.out().flush();
    }

    /** The first of them, by the file of failed rows. */
    static void failed(Terminal terminal, InputStream csv) throws IOException {
        int shown = 0;
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                if (++shown > SHOWN) {
                    terminal.line("… and more: --report FILE writes what came of each row.");
                    return;
                }
                terminal.paragraph(
                        "row %s %s: "
                                .formatted(Terminal.clean(row.getField("row")), Terminal.clean(row.getField("email"))),
                        row.getField("message"));
            }
        }
    }

    static void ended(Terminal terminal, JsonNode run) {
        boolean good = run.path("state").asString("").equals("done")
                && run.path("failed").asInt(0) == 0;
        terminal.coloured(good ? Colour.GREEN : Colour.YELLOW, run.path("state").asString("") + ": " + counts(run));
        int toAsk = run.path("toAsk").asInt(0);
        if (toAsk > 0) {
            terminal.paragraph(
                    "",
                    "%,d of them wait for their owner to grant access: send them a link in the console."
                            .formatted(toAsk));
        }
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
