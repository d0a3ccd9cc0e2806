package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.Role;
import org.jspecify.annotations.Nullable;

/** Words of the contract in requests. */
final class Words {
    private Words() {}

    static Role role(@Nullable String word) {
        return Role.of(word == null ? "" : word)
                .orElseThrow(() -> new Refusal(Problem.field("role", "One of owner, admin, operator, viewer.")));
    }
}
