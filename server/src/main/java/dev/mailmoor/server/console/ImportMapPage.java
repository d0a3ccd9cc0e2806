package dev.mailmoor.server.console;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Map columns.
 *
 * @param sample the first rows, cell by cell under each column
 * @param choices what a column may mean
 */
record ImportMapPage(
        Frame frame,
        String id,
        String fileName,
        String rows,
        List<Column> columns,
        List<Choice> choices,
        Fields fields,
        Ticks ticks,
        String error)
        implements Screen {
    @Override
    public HttpStatus status() {
        return error.isEmpty() && !fields.anyWrong() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    /** @param chosen the field's word; empty: ignored */
    record Column(String number, String name, String chosen, List<String> sample) {}

    record Choice(String value, String label) {}

    record Ticks(boolean updateExisting, boolean untried) {}
}
