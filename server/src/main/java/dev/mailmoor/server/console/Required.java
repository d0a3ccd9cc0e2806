package dev.mailmoor.server.console;

import dev.mailmoor.server.reauth.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the console's forms ask for beyond what the rooms behind them need. */
final class Required {
    private static final Map<String, String> MESSAGES = Map.of(
            "configurationName", "Give the configuration a name; lists show it.",
            "description", "Say in a few words what the mailbox is for.");

    private static final FieldError ADDRESS = new FieldError("address", "Enter the address of the mailbox.");
    private static final FieldError PASSWORD = new FieldError("secret", "Enter the password.");
    private static final FieldError RECEIVING =
            new FieldError("receiving.host", "Enter the server for receiving, for sending, or both.");
    private static final FieldError SENDING =
            new FieldError("sending.host", "Enter the server for sending, unless the mailbox only receives.");

    private Required() {}

    /** All that is missing at once; servers are looked for by themselves once there is an address. */
    static List<FieldError> ofNewMailbox(Submitted form) {
        List<FieldError> missing = new ArrayList<>(of(form, "configurationName", "description"));
        boolean noAddress = form.text("address").isEmpty();
        if (noAddress) {
            missing.add(ADDRESS);
        }
        if (Stream.of("secret", "receiving.secret", "sending.secret")
                .allMatch(field -> form.secret(field).isEmpty())) {
            missing.add(PASSWORD);
        }
        if (noAddress && (form.text("receiving.host") + form.text("sending.host")).isEmpty()) {
            missing.addAll(List.of(RECEIVING, SENDING));
        }
        return missing;
    }

    static List<FieldError> of(Submitted form, String... fields) {
        return Arrays.stream(fields)
                .filter(field -> form.text(field).isEmpty())
                .map(field -> new FieldError(field, MESSAGES.getOrDefault(field, "This is needed.")))
                .toList();
    }
}
