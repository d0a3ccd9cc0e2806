package dev.mailmoor.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code import}: exit status 1 when any row failed. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Adds or updates the mailboxes of a CSV file; each row is tried before it is saved.",
            "Talks to a running service (MAILMOOR_URL, MAILMOOR_API_KEY)."
        })
final class ImportCommand extends ServiceCommand {
    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header row.")
    Path file = Path.of("");

    @Option(names = "--update-existing", description = "Update mailboxes that exist; otherwise their rows fail.")
    boolean updateExisting;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description = "What a column means. May be given several times.")
    Map<String, String> mapping = Map.of();

    @Option(names = "--dry-run", description = "Print what would happen; nothing is saved.")
    boolean dryRun;

    @Option(names = "--no-verify", description = "Save without trying first.")
    boolean noVerify;

    @Option(names = "--report-to", paramLabel = "ADDRESS", description = "Who gets the report by mail.")
    String reportTo = "";

    @Option(names = "--logins-per-second", description = "At each server at least, during this run.")
    double loginsPerSecond;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what came of each row to this CSV file.")
    @Nullable
    Path report;

    @Override
    int work(Service service, Terminal terminal) {
        if (!Files.isRegularFile(file)) {
            throw new Service.WrongUse("There is no file " + file + ".");
        }
        UploadService uploads = new UploadService(service);
        if (dryRun) {
            return planned(terminal, uploads.send("/imports/preview", options(), file));
        }
        JsonNode started = uploads.send("/imports", options(), file);
        String path = "/imports/" + Service.encoded(started.path("id").asString(""));
        if (!json) {
            ImportText.started(terminal, started);
        }
        boolean attached = Terminal.isAttached();
        JsonNode ended = new FollowImport(service, path).toItsEnd(json ? _ -> {} : ProgressBar.at(terminal, attached));
        if (report != null) {
            uploads.fetch(path + "/report.csv", report);
        }
        if (json) {
            printJson(terminal, ended);
        } else {
            ImportText.ended(terminal, ended);
            uploads.read(path + "/failed.csv", body -> ImportText.failed(terminal, body));
        }
        boolean whole = ended.path("state").asString("").equals("done")
                && ended.path("failed").asInt(0) == 0;
        return whole ? DONE : FAILED;
    }

    private String options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("mapping", mapping);
        options.put("updateExisting", updateExisting);
        options.put("verify", !noVerify);
        options.put("reportTo", reportTo);
        options.put("loginsPerSecond", loginsPerSecond);
        return JsonMapper.shared().writeValueAsString(options);
    }

    private int planned(Terminal terminal, JsonNode plan) {
        if (json) {
            printJson(terminal, plan);
        } else {
            ImportText.plan(terminal, plan);
        }
        return plan.path("plan").path("failed").asInt(0) == 0 ? DONE : FAILED;
    }
}
