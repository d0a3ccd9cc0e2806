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

    long length() {
        return cells.stream().mapToLong(String::length).sum();
    }
}
