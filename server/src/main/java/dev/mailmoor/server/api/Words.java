package dev.mailmoor.server.api;

import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words of the contract in requests. */
final class Words {
    private static final String STATES =
            Arrays.stream(MailboxState.values()).map(MailboxState::word).collect(Collectors.joining(", "));

    private Words() {}

    static Role role(@Nullable String word) {
        return Role.of(word == null ? "" : word)
                .orElseThrow(() -> new Refusal(Problem.field("role", "One of owner, admin, operator, viewer.")));
    }

    static MailboxState state(String word) {
        return Arrays.stream(MailboxState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(Problem.field("state", "One of %s.".formatted(STATES))));
    }
}
