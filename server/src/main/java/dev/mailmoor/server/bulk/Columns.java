package dev.mailmoor.server.bulk;

import dev.mailmoor.server.reauth.FieldError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which column means which field.
 *
 * @param places by field, from 0 on
 */
record Columns(List<String> header, Map<Field, Integer> places) {
    private static final int LONGEST_NAME = 200;
    private static final Pattern NUMBER = Pattern.compile(" \\(\\d+\\)$");

    /** What came of reading a header. */
    sealed interface Reading {
        record Read(Columns columns) implements Reading {}

        record Wrong(List<FieldError> errors) implements Reading {}
    }

    /** Refused before anything of it is kept: a first row that is a mailbox would be kept in clear, password and all. */
    static void checkIsHeader(List<String> header) {
        if (header.stream().anyMatch(cell -> cell.indexOf('@') > 0)) {
            throw UnreadableFile.wrong(
                    "The first row is a mailbox, not a header. Put a row above it that names the columns,"
                            + " like email,password.");
        }
        if (header.stream().anyMatch(cell -> cell.length() > LONGEST_NAME)) {
            throw UnreadableFile.wrong(
                    "A name in the header is longer than 200 characters: is the header row missing?");
        }
    }

    /** Two columns of one name are told apart by a number, so that each can be mapped. */
    static List<String> unique(List<String> header) {
        List<String> names = new ArrayList<>();
        for (String name : header) {
            String unlike = name;
            for (int number = 2; !name.isBlank() && names.contains(unlike); number++) {
                unlike = name + " (" + number + ")";
            }
            names.add(unlike);
        }
        return names;
    }

    private static String inTheFile(String name) {
        return NUMBER.matcher(name).replaceFirst("");
    }

    /** @param mapping column to field as a person chose; it overrides what the names tell. An empty field: ignored */
    static Reading read(List<String> header, Map<String, String> mapping) {
        List<FieldError> errors = new ArrayList<>();
        Map<Integer, Optional<Field>> chosen = chosen(header, mapping, errors);
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        chosen.forEach((column, field) -> field.filter(one -> places.putIfAbsent(one, column) != null)
                .ifPresent(one -> errors.add(new FieldError(
                        "mapping", "Two columns are mapped to " + one.word() + ": leave one of them out."))));
        guess(header, chosen, places, errors);
        if (!places.containsKey(Field.EMAIL) && errors.isEmpty()) {
            errors.add(new FieldError(
                    "mapping",
                    "No column means email. The header has: " + String.join(", ", header)
                            + ". Map one of them to email; or is the header row missing?"));
        }
        return errors.isEmpty() ? new Reading.Read(new Columns(header, places)) : new Reading.Wrong(errors);
    }

    /** As far as the names tell; it need not be enough. */
    static Columns guessed(List<String> header) {
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        guess(header, Map.of(), places, new ArrayList<>());
        return new Columns(header, places);
    }

    private static Map<Integer, Optional<Field>> chosen(
            List<String> header, Map<String, String> mapping, List<FieldError> errors) {
        Map<Integer, Optional<Field>> chosen = new HashMap<>();
        mapping.forEach((name, word) -> {
            int column = column(header, name);
            boolean ignored = word.isBlank() || word.equalsIgnoreCase("ignore");
            Optional<Field> field = Field.named(word);
            if (column < 0) {
                errors.add(new FieldError("mapping", "The file has no column " + name + "."));
            } else if (!ignored && field.isEmpty()) {
                errors.add(new FieldError("mapping", "There is no field " + word + " to map " + name + " to."));
            } else {
                chosen.put(column, field);
            }
        });
        return chosen;
    }

    private static int column(List<String> header, String name) {
        int exact = header.indexOf(name);
        return exact >= 0 ? exact : header.stream().map(Field::plain).toList().indexOf(Field.plain(name));
    }

    private static void guess(
            List<String> header,
            Map<Integer, Optional<Field>> chosen,
            Map<Field, Integer> places,
            List<FieldError> errors) {
        Map<Field, Integer> guessed = new EnumMap<>(Field.class);
        for (int column = 0; column < header.size(); column++) {
            Optional<Field> field = Field.meant(inTheFile(header.get(column)));
            if (field.isPresent() && !chosen.containsKey(column) && !places.containsKey(field.get())) {
                better(header, field.get(), column, guessed, errors);
            }
        }
        places.putAll(guessed);
    }

    /** Of two columns that mean the same, the one with the field's own name; of two passwords, the app password. */
    // Allowed ParameterNumber: the state of one guess.
    private static void better(
            List<String> header, Field field, int column, Map<Field, Integer> guessed, List<FieldError> errors) {
        Integer other = guessed.get(field);
        if (other == null) {
            guessed.put(field, column);
            return;
        }
        String otherName = inTheFile(header.get(other));
        String name = inTheFile(header.get(column));
        boolean sameName = Field.plain(otherName).equals(Field.plain(name));
        if (sameName) {
            errors.add(
                    new FieldError("mapping", "Two columns are named " + name + ": map one of them, or take it out."));
        } else if (rank(field, name) > rank(field, otherName)) {
            guessed.put(field, column);
        }
    }

    private static int rank(Field field, String name) {
        String plain = Field.plain(name);
        if (plain.equals("apppassword")) {
            return 2;
        }
        return plain.equals(Field.plain(field.word())) ? 1 : 0;
    }

    String cell(CsvRow row, Field field) {
        Integer place = places.get(field);
        return place == null ? "" : row.cell(place);
    }

    /** Column to field, in the header's order. */
    Map<String, String> mapping() {
        Map<String, String> mapping = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            int place = column;
            places.forEach((field, at) -> {
                if (at == place) {
                    mapping.put(header.get(place), field.word());
                }
            });
        }
        return mapping;
    }

    /** Columns that mean nothing here. */
    List<String> ignored() {
        return header.stream()
                .filter(name -> !places.containsValue(header.indexOf(name)))
                .toList();
    }
}
