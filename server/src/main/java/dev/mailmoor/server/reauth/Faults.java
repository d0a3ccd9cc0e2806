package dev.mailmoor.server.reauth;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that a person hears all of it at once. */
final class Faults {
    private final List<FieldError> errors = new ArrayList<>();

    void add(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    int count() {
        return errors.size();
    }

    boolean any() {
        return !errors.isEmpty();
    }

    List<FieldError> all() {
        return List.copyOf(errors);
    }
}
