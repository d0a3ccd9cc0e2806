package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.Counts;
import dev.mailmoor.server.notify.Attachment;
import dev.mailmoor.server.notify.LetterWriter;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the mail says that reports an import. */
@Component
class ImportLetters implements LetterWriter {
    private final PostgresImports imports;
    private final MailedReport report;
    private final URI publicUrl;

    ImportLetters(PostgresImports imports, MailedReport report, Settings settings) {
        this.imports = imports;
        this.report = report;
        this.publicUrl = settings.web().publicUrl();
    }

    @Override
    public String kind() {
        return ImportPost.KIND;
    }

    /** Empty when the import was forgotten meanwhile. */
    @Override
    public Optional<Letter> write(WorkspaceId workspace, String recipient, Map<String, Object> about) {
        return imports.find(workspace, UUID.fromString(String.valueOf(about.get("id"))))
                .map(this::letter);
    }

    private Letter letter(ImportRun run) {
        Counts counts = run.counts();
        MailedReport.Table table = report.of(run);
        String how = run.state() == ImportRun.State.CANCELLED ? "was cancelled" : "is finished";
        String failed = counts.failed() == 1 ? "1 row failed" : "%,d rows failed".formatted(counts.failed());
        String body = """
                The import of %s %s:

                %s

                %s

                See it in the console:
                %s
                """.formatted(
                run.fileName(), how, lines(counts), sentence(table, counts), publicUrl + "/imports/" + run.id());
        return new Letter(
                "Import " + how + (counts.failed() == 0 ? "" : ": " + failed),
                body.strip(),
                Optional.of(new Attachment("import-report.csv", table.csv())));
    }

    private static String lines(Counts counts) {
        return """
                - created: %,d
                - updated: %,d
                - unchanged: %,d
                - failed: %,d
                - rows in the file: %,d""".formatted(counts.created(), counts.updated(), counts.unchanged(), counts.failed(), counts.total());
    }

    private static String sentence(MailedReport.Table table, Counts counts) {
        String what = "The attached table says of each row what came of it"
                + (counts.failed() == 0 ? "." : ", and of those that failed why.");
        return table.whole()
                ? what
                : what + " It holds the first %,d rows; all of them are in the console.".formatted(table.rows());
    }
}
