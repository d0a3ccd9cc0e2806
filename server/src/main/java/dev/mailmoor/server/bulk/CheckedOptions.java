package dev.mailmoor.server.bulk;

import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.reauth.FieldError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options that were read against the file they came with. */
record CheckedOptions(ImportOptions asked, Columns columns, Map<Field, String> common) {
    private static final double FASTEST = 10_000;

    sealed interface Check {
        record Good(CheckedOptions options) implements Check {}

        record Wrong(List<FieldError> errors) implements Check {}
    }

    static Check of(List<String> header, ImportOptions asked) {
        List<FieldError> errors = new ArrayList<>();
        Map<Field, String> common = new EnumMap<>(Field.class);
        asked.common().forEach((name, text) -> common(name, text, errors).ifPresent(field -> common.put(field, text)));
        if (!asked.reportTo().isBlank() && EmailAddress.parse(asked.reportTo()).isEmpty()) {
            errors.add(new FieldError("reportTo", "This is not an email address."));
        }
        errors.addAll(pace(asked.loginsPerSecond()));
        return switch (Columns.read(header, asked.mapping())) {
            case Columns.Reading.Read(Columns columns)
            when errors.isEmpty() -> new Check.Good(new CheckedOptions(asked, columns, common));
            case Columns.Reading.Read _ -> new Check.Wrong(errors);
            case Columns.Reading.Wrong(List<FieldError> wrong) -> {
                errors.addAll(wrong);
                yield new Check.Wrong(errors);
            }
        };
    }

    /** What is wrong with it. */
    static List<FieldError> pace(double loginsPerSecond) {
        return loginsPerSecond >= 0 && loginsPerSecond <= FASTEST
                ? List.of()
                : List.of(new FieldError("loginsPerSecond", "This is a number from 0 to 10000; 0 means as usual."));
    }

    private static Optional<Field> common(String name, String text, List<FieldError> errors) {
        Optional<Field> field = Field.named(name);
        if (field.isEmpty()) {
            errors.add(new FieldError("common." + name, "There is no such field."));
        } else if (field.get().secret() || field.get() == Field.EMAIL) {
            errors.add(new FieldError("common." + name, "This differs from row to row: it stands in the file."));
            return Optional.empty();
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("common." + name, "Line breaks and other control characters cannot stand here."));
        }
        return field;
    }

    String value(CsvRow row, Field field) {
        String cell = columns.cell(row, field);
        if (field.secret()) {
            return cell;
        }
        return cell.isBlank() ? common.getOrDefault(field, cell) : ReportCsv.asWritten(cell);
    }

    /** A password may stand in any of its cells: where a quote is missing, or another separator was used. */
    boolean cutWrongly(CsvRow row) {
        int width = columns.header().size();
        return row.width(width) != width;
    }
}
