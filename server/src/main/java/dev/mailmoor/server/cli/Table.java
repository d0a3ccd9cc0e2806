package dev.mailmoor.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings; where the terminal is too narrow the widest columns are cut. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> headings) {
        rows.add(headings);
    }

    void row(List<String> cells) {
        rows.add(cells.stream().map(Terminal::clean).toList());
    }

    void print(Terminal terminal) {
        int[] widths = widths(terminal.width());
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            if (i == 0) {
                terminal.coloured(Terminal.Colour.BOLD, line);
            } else {
                terminal.line(line);
            }
        }
    }

    private int[] widths(int available) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        int over = total(widths) - available;
        while (over > 0 && cutWidest(widths)) {
            over--;
        }
        return widths;
    }

    private static int total(int[] widths) {
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    private static boolean cutWidest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        widths[widest]--;
        return widths[widest] > NARROWEST;
    }

    private static String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            padded.add(fit(cells.get(i), widths[i]));
        }
        return String.join(GAP, padded).stripTrailing();
    }

    private static String fit(String cell, int width) {
        return cell.length() > width ? cell.substring(0, width - 1) + "…" : cell + " ".repeat(width - cell.length());
    }
}
