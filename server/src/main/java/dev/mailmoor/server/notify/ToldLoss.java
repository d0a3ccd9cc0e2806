package dev.mailmoor.server.notify;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** A loss that people are told of. */
record ToldLoss(WorkspaceId workspace, MailboxId mailbox, UUID loss, Instant beganAt) {
    /** The parameters {@code mailboxes} and {@code losses} of a statement about all of them. */
    static Map<String, UUID[]> names(Collection<ToldLoss> losses) {
        return Map.of(
                "mailboxes", losses.stream().map(one -> one.mailbox().value()).toArray(UUID[]::new),
                "losses", losses.stream().map(ToldLoss::loss).toArray(UUID[]::new));
    }
}
