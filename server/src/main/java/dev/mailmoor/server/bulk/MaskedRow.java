package dev.mailmoor.server.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row to be looked at: of its secrets only that they are there. */
final class MaskedRow {
    private static final String MASK = "••••••••";
    private static final int LONGEST = 80;

    private MaskedRow() {}

    static Map<String, String> of(CheckedOptions options, CsvRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean cutWrongly = row.cells().size() > options.columns().header().size();
        for (Field field : Field.values()) {
            String text = options.value(row, field);
            if (!text.isEmpty()) {
                fields.put(field.word(), field.secret() || cutWrongly ? MASK : shortened(text));
            }
        }
        return fields;
    }

    /** Of columns that nobody has named yet, any may be a password: only what is an address or a number is shown. */
    static List<String> of(List<String> header, List<String> cells) {
        return java.util.stream.IntStream.range(0, Math.min(header.size(), cells.size()))
                .mapToObj(column -> {
                    String cell = cells.get(column);
                    boolean plain = Field.meant(header.get(column))
                            .filter(field -> !field.secret())
                            .isPresent();
                    return plain || cell.isEmpty() ? shortened(cell) : MASK;
                })
                .toList();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
