package dev.mailmoor.server.console;

import dev.mailmoor.server.reauth.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A form's texts with what is wrong with each; never a secret. */
record Fields(Map<String, String> values, Map<String, String> errors) {
    static Fields of(Map<String, String> values) {
        return new Fields(values, Map.of());
    }

    static Fields of(Map<String, String> values, List<FieldError> faults) {
        Map<String, String> errors = new HashMap<>();
        faults.forEach(fault -> errors.putIfAbsent(fault.field(), fault.message()));
        return new Fields(values, errors);
    }

    /** The name under which stands that a secret came and is not sent back. */
    static String withheld(String secret) {
        return secret + ".withheld";
    }

    /** A secret that came and is to be typed again. */
    boolean again(String secret) {
        return values.containsKey(withheld(secret));
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    String error(String field) {
        return errors.getOrDefault(field, "");
    }

    boolean wrong(String field) {
        return errors.containsKey(field);
    }

    boolean is(String field, String value) {
        return value(field).equals(value);
    }

    boolean anyWrong() {
        return !errors.isEmpty();
    }
}
