package dev.mailmoor.server.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.mailmoor.server.bulk.Imports.Which;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** An import's report as CSV (CONTRACT §6): every row in order, no secret, and no cell that a spreadsheet would run. */
@Component
public class ReportCsv {
    static final List<String> HEADER = List.of("row", "email", "outcome", "cause", "message");
    private static final List<Field> PLAIN =
            Arrays.stream(Field.values()).filter(field -> !field.secret()).toList();

    private final Imports imports;

    ReportCsv(Imports imports) {
        this.imports = imports;
    }

    /** Every row. */
    public void report(WorkspaceId workspace, UUID id, Writer to) {
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(to);
        csv.writeRecord(HEADER);
        imports.outcomes(workspace, id, Which.ALL, one -> csv.writeRecord(line(one)));
    }

    static List<String> line(RowOutcome one) {
        return List.of(
                Integer.toString(one.row()),
                safe(one.email()),
                one.kind().word(),
                safe(one.cause()),
                safe(one.message()));
    }

    /** The failed rows, to be mended and handed in again: their passwords are left blank. */
    public void failed(WorkspaceId workspace, UUID id, Writer to) {
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(to);
        List<String> header = new ArrayList<>(PLAIN.stream().map(Field::word).toList());
        header.addAll(List.of(Field.PASSWORD.word(), "row", "cause", "message"));
        csv.writeRecord(header);
        imports.outcomes(workspace, id, Which.FAILED, one -> csv.writeRecord(failed(one)));
    }

    private static List<String> failed(RowOutcome one) {
        List<String> cells = new ArrayList<>();
        for (Field field : PLAIN) {
            String usual = field == Field.EMAIL ? one.email() : "";
            cells.add(safe(one.fields().getOrDefault(field.word(), usual)));
        }
        cells.addAll(List.of("", Integer.toString(one.row()), safe(one.cause()), safe(one.message())));
        return cells;
    }

    /** A template to fill in: the header, and one row as an example. */
    public static String template() {
        List<String> header = Arrays.stream(Field.values())
                .filter(field -> field != Field.FULL_NAME && field != Field.USERNAME)
                .map(Field::word)
                .toList();
        List<String> example = header.stream().map(ReportCsv::example).toList();
        return String.join(",", header) + "\r\n" + String.join(",", example) + "\r\n";
    }

    private static String example(String field) {
        return switch (field) {
            case "email" -> "anna@example.com";
            case "first_name" -> "Anna";
            case "last_name" -> "Ek";
            case "configuration_name" -> "Sales EU";
            case "tags" -> "eu;outreach";
            default -> "";
        };
    }

    /** Spreadsheets run what begins like this (OWASP, CSV injection). */
    static String safe(String text) {
        return runs(text) ? "'" + text : text;
    }

    /** What {@link #safe} had put before it is taken off: a report's rows may be mended and come back. */
    static String asWritten(String cell) {
        return cell.startsWith("'") && runs(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean runs(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|%＝＋－＠".indexOf(text.charAt(0)) >= 0;
    }
}
