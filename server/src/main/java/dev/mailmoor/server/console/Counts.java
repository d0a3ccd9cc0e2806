package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.MailboxState;
import java.util.Map;

/** How many mailboxes are in which state. */
record Counts(Map<MailboxState, Long> byState) {
    long in(MailboxState state) {
        return byState.getOrDefault(state, 0L);
    }

    long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }
}
