package dev.mailmoor.server.notify;

import java.util.List;
import java.util.stream.Collectors;

/** Writes RFC 4180, with no cell that a spreadsheet would run as a formula. */
final class Csv {
    private Csv() {}

    static String of(List<List<String>> lines) {
        return lines.stream()
                .map(cells -> cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
