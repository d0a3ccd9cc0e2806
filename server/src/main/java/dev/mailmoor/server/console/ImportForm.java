package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.Field;
import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.ImportOptions.Existing;
import dev.mailmoor.server.bulk.ImportOptions.Trying;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form behind Map columns: what it holds, and what is meant by it. */
final class ImportForm {
    /** Fields that may be the same for all rows. */
    static final List<Field> COMMON = List.of(
            Field.RECEIVING_PROTOCOL,
            Field.RECEIVING_HOST,
            Field.RECEIVING_PORT,
            Field.RECEIVING_SECURITY,
            Field.SENDING_HOST,
            Field.SENDING_PORT,
            Field.SENDING_SECURITY);

    private ImportForm() {}

    static ImportOptions options(Submitted form, List<String> columns) {
        Map<String, String> mapping = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            String field = "column." + column;
            if (form.ticked(field)) {
                mapping.put(columns.get(column), form.text(field));
            }
        }
        Map<String, String> common = new HashMap<>();
        for (Field field : COMMON) {
            String text = form.text("common." + field.word());
            if (!text.isEmpty()) {
                common.put(field.word(), text);
            }
        }
        return new ImportOptions(
                mapping,
                form.ticked("updateExisting") ? Existing.UPDATED : Existing.REFUSED,
                form.ticked("untried") ? Trying.NOT_AT_ALL : Trying.FIRST,
                form.text("reportTo"),
                common,
                number(form.text("loginsPerSecond")));
    }

    /** Below zero, which is refused, when it is none. */
    static double number(String text) {
        try {
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** {@code receiving_host} as a person reads it. */
    static String label(Field field) {
        String words = field.word().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static List<Field> fields() {
        return Arrays.asList(Field.values());
    }
}
