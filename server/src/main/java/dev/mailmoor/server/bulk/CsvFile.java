package dev.mailmoor.server.bulk;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** An uploaded file, read record by record: its header first. What is wrong is told with row and column. */
final class CsvFile {
    static final int MOST_ROWS = 1_000_000;
    private static final int BUFFER = 2 * CellReader.LONGEST_CELL;
    private static final int MOST_CAUSES = 8;

    private final CellReader cells = new CellReader();
    private final Iterator<List<String>> records;
    private final List<String> header;
    /** How many records were read; the header is none. */
    private int row = -1;

    /** @throws UnreadableFile when this is no CSV file */
    static CsvFile read(InputStream bytes) throws IOException {
        return new CsvFile(CsvText.of(bytes));
    }

    private CsvFile(CsvText text) {
        this.records = CsvReader.builder()
                .fieldSeparator(text.separator())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(BUFFER)
                .build(cells, text.reader())
                .iterator();
        this.header = Columns.unique(firstNotBlank());
        this.row = 0;
    }

    private List<String> firstNotBlank() {
        Optional<List<String>> found = next();
        while (found.isPresent() && new CsvRow(0, found.get()).blank()) {
            found = next();
        }
        return found.orElseThrow(() -> UnreadableFile.wrong("The file is empty."));
    }

    List<String> header() {
        return header;
    }

    /** The next record, blank ones too; empty at the end. */
    Optional<CsvRow> record() {
        Optional<List<String>> found = next();
        if (found.isPresent() && row == MOST_ROWS) {
            throw UnreadableFile.tooLarge("The file has more than 1,000,000 rows: split it.");
        }
        return found.map(read -> new CsvRow(++row, read));
    }

    private Optional<List<String>> next() {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UnreadableFile wrong) {
            throw told(wrong);
        } catch (CsvParseException wrong) {
            throw told(wrong);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? UnreadableFile.wrong("The file is not in UTF-8: behind " + place()
                            + " there are bytes of another encoding, Latin-1 perhaps. Save it as CSV UTF-8.")
                    : e;
        }
    }

    private UnreadableFile told(RuntimeException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof UnreadableFile wrong) {
                return wrong.kind() == UnreadableFile.Kind.TOO_LARGE
                        ? wrong
                        : UnreadableFile.wrong("The cell in " + place() + " " + wrong.sentence());
            }
            cause = cause.getCause();
        }
        return UnreadableFile.wrong(quoting(failure));
    }

    /** The parser's own words may quote a cell: only what they are about is told on. */
    private String quoting(RuntimeException failure) {
        String words = failure + " " + failure.getCause();
        if (words.contains("Unclosed")) {
            return "A quote (\") that opens in " + place()
                    + " is never closed. A quote inside a cell is written twice, and the cell stands in quotes.";
        }
        if (words.contains("after closing quote")) {
            return "In " + place() + " something stands behind a closing quote. A quote inside a cell is written twice"
                    + " (\"\"), and the cell stands in quotes.";
        }
        return "The cell in " + place() + " holds more than 64 KiB. Is a quote (\") missing before it?";
    }

    private String place() {
        String column = "column " + cells.column();
        return row < 0 ? "the header, " + column : "row " + (row + 1) + ", " + column;
    }
}
