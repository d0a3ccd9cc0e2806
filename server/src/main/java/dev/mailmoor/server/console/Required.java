package dev.mailmoor.server.console;

import dev.mailmoor.server.reauth.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the console's forms ask for beyond what the rooms behind them need. */
final class Required {
    private static final Map<String, String> MESSAGES = Map.of(
            "configurationName", "Give the configuration a name; lists show it.",
            "description", "Say in a few words what the mailbox is for.");

    private Required() {}

    static List<FieldError> of(Submitted form, String... fields) {
        return Arrays.stream(fields)
                .filter(field -> form.text(field).isEmpty())
                .map(field -> new FieldError(field, MESSAGES.getOrDefault(field, "This is needed.")))
                .toList();
    }
}
