package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.reauth.FieldError;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the console says after somebody tried to change something. */
final class Sentences {
    static final String STALE =
            "Somebody changed this mailbox meanwhile, so nothing was saved. This is how it is now; look and try again.";

    private Sentences() {}

    static String first(List<FieldError> errors) {
        return errors.isEmpty() ? "That cannot be done." : errors.getFirst().message();
    }

    static String firstFailure(Map<Direction, Diagnosis> diagnoses) {
        return diagnoses.values().stream()
                .filter(diagnosis -> !diagnosis.connected())
                .map(Diagnosis::summary)
                .findFirst()
                .orElse("");
    }

    /** The version of the mailbox that the form was made from. */
    static OptionalLong version(Submitted form) {
        String text = form.text("version");
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
