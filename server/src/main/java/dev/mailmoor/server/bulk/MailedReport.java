package dev.mailmoor.server.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.mailmoor.server.bulk.Imports.Which;
import dev.mailmoor.server.bulk.PostgresOutcomes.Range;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The report of an import as far as a mail can carry it: the first rows, up to a size that relays take. */
@Component
class MailedReport {
    private static final int PAGE = 2_000;
    private static final int MOST_ROWS = 20_000;
    /** In characters; a mail carries base64, a third more. */
    private static final int LARGEST = 3 << 20;

    private final PostgresOutcomes outcomes;

    MailedReport(PostgresOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** @param whole whether these are all of the rows */
    record Table(String csv, int rows, boolean whole) {}

    Table of(ImportRun run) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
        csv.writeRecord(ReportCsv.HEADER);
        int rows = 0;
        List<RowOutcome> page = page(run, 0);
        while (!page.isEmpty()) {
            Iterator<RowOutcome> left = page.iterator();
            while (left.hasNext() && text.getBuffer().length() < LARGEST && rows < MOST_ROWS) {
                csv.writeRecord(ReportCsv.line(left.next()));
                rows++;
            }
            if (left.hasNext()) {
                return new Table(text.toString(), rows, false);
            }
            page = page(run, page.getLast().row());
        }
        return new Table(text.toString(), rows, true);
    }

    private List<RowOutcome> page(ImportRun run, int after) {
        return outcomes.page(run.workspace(), run.id(), Which.ALL, new Range(after, PAGE));
    }
}
