package dev.mailmoor.server.bulk;

import java.util.List;

/**
 * One record of a file, as it stands there.
 *
 * @param row 1 for the first one beneath the header
 */
record CsvRow(int row, List<String> cells) {
    boolean blank() {
        return cells.stream().allMatch(String::isBlank);
    }

    String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** How many cells it has; those beyond {@code columns} count as far as they hold something. */
    int width(int columns) {
        int width = cells.size();
        while (width > columns && cells.get(width - 1).isEmpty()) {
            width--;
        }
        return width;
    }

    long length() {
        return cells.stream().mapToLong(String::length).sum();
    }
}
