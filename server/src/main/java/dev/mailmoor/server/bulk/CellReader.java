package dev.mailmoor.server.bulk;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Takes cells as the parser finds them, and holds the caps: 200 columns, 64 KiB a cell, 1 MiB a row. */
final class CellReader extends AbstractBaseCsvCallbackHandler<List<String>> {
    static final int MOST_COLUMNS = 200;
    static final int LONGEST_CELL = 64 * 1024;
    private static final int LONGEST_ROW = 1024 * 1024;

    private List<String> cells = new ArrayList<>();
    private int length;

    @Override
    protected void handleBegin(long line) {
        cells = new ArrayList<>();
        length = 0;
    }

    @Override
    // Allowed ParameterNumber: the parser's callback has five.
    protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
        length += count;
        if (count > LONGEST_CELL) {
            throw UnreadableFile.wrong("holds more than 64 KiB. Is a quote (\") missing before it?");
        }
        if (length > LONGEST_ROW) {
            throw UnreadableFile.wrong("makes its row longer than 1 MiB. Is a quote (\") missing before it?");
        }
        if (index >= MOST_COLUMNS) {
            throw UnreadableFile.wrong("is one too many: a file may have 200 columns.");
        }
        cells.add(new String(buffer, offset, count));
    }

    /** How far the record under way has come; 1 for its first cell. */
    int column() {
        return cells.size() + 1;
    }

    @Override
    protected List<String> buildRecord() {
        return cells;
    }
}
