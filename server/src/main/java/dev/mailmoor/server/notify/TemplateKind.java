package dev.mailmoor.server.notify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a workspace can put into its own words. */
public enum TemplateKind {
    LOST,
    REMINDER,
    RESTORED,
    /** Several at once, of any of the three before. */
    DIGEST,
    INCIDENT;

    private static final List<String> OF_A_MAILBOX = List.of("workspace", "mailbox", "address", "since");
    private static final List<String> OF_A_LOSS = List.of("cause", "pending", "nextStep", "whoMustAct", "action");

    /** The API's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TemplateKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** What may stand in braces in its texts. */
    public List<String> placeholders() {
        return switch (this) {
            case LOST, REMINDER ->
                Stream.concat(OF_A_MAILBOX.stream(), OF_A_LOSS.stream()).toList();
            case RESTORED -> OF_A_MAILBOX;
            case DIGEST -> List.of("workspace", "headline", "count", "list", "action");
            case INCIDENT -> List.of("workspace", "place", "since", "nextStep", "action");
        };
    }

    /** The paragraph that every such notice has, wherever it is put. */
    Optional<String> needed() {
        return this == RESTORED ? Optional.empty() : Optional.of("action");
    }
}
