package dev.mailmoor.server.bulk;

import dev.mailmoor.server.mailbox.EmailAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A row to be looked at: of its secrets only that they are there. */
final class MaskedRow {
    private static final String MASK = "••••••••";
    private static final int LONGEST = 80;
    private static final Pattern BEHIND_AN_ADDRESS = Pattern.compile("[;,|:\\s]");

    private MaskedRow() {}

    static Map<String, String> of(CheckedOptions options, CsvRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean cutWrongly = options.cutWrongly(row);
        for (Field field : Field.values()) {
            String text = options.value(row, field);
            if (!text.isEmpty()) {
                fields.put(field.word(), field.secret() || cutWrongly ? MASK : shown(Optional.of(field), text));
            }
        }
        return fields;
    }

    /** Of columns that nobody has named yet, any may be a password: only what is an address or a number is shown. */
    static List<String> of(List<String> header, List<String> cells) {
        int columns = header.size();
        boolean cutWrongly = new CsvRow(0, cells).width(columns) != columns;
        return IntStream.range(0, Math.min(columns, cells.size()))
                .mapToObj(column -> {
                    String cell = cells.get(column);
                    Optional<Field> plain = Field.meant(header.get(column)).filter(field -> !field.secret());
                    boolean masked = !cell.isEmpty() && (cutWrongly || plain.isEmpty());
                    return masked ? MASK : shown(plain, cell);
                })
                .toList();
    }

    /** What stands behind an address in its cell may be its password: another separator was used. */
    static String email(String cell) {
        return EmailAddress.parse(cell).isPresent() ? cell : BEHIND_AN_ADDRESS.split(cell.strip(), 2)[0];
    }

    private static String shown(Optional<Field> field, String cell) {
        return shortened(field.filter(Field.EMAIL::equals).isPresent() ? email(cell) : cell);
    }

    static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
