package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A form as it came: every text capped, and secrets apart from the rest. */
final class Submitted {
    private static final int LONGEST = 4_000;
    private static final int MOST_VALUES = 5_000;

    /** Fields that are never sent back into a page. */
    private static final Set<String> SECRET = Set.of(
            "secret",
            "clientSecret",
            "confirm",
            "receiving.secret",
            "sending.secret",
            "receivingSecret",
            "sendingSecret",
            "password");

    private final Map<String, String[]> parameters;

    Submitted(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    /** Without blanks around it; empty when left out. */
    String text(String field) {
        return raw(field).strip();
    }

    /** All values of a field that may come several times; at most 5,000. */
    List<String> texts(String field) {
        return Stream.of(parameters.getOrDefault(field, new String[0]))
                .limit(MOST_VALUES)
                .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) : text.strip())
                .toList();
    }

    /** Exactly as typed: a password may begin with a blank. */
    Optional<Secret> secret(String field) {
        return Optional.of(raw(field)).filter(text -> !text.isEmpty()).map(Secret::of);
    }

    boolean ticked(String field) {
        return parameters.containsKey(field);
    }

    /** What may be shown again; of a secret only that it came. */
    Map<String, String> echo() {
        Map<String, String> shown = new TreeMap<>();
        SECRET.stream()
                .filter(name -> !name.equals("confirm") && !raw(name).isEmpty())
                .forEach(name -> shown.put(Fields.withheld(name), "yes"));
        parameters.keySet().stream()
                .filter(name -> !SECRET.contains(name))
                .forEach(name -> shown.put(name, text(name)));
        return shown;
    }

    private String raw(String field) {
        String[] values = parameters.get(field);
        String text = values == null || values.length == 0 ? "" : values[0];
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
