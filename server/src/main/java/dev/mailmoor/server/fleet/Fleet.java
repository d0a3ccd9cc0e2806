package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Map;
import java.util.Optional;

/** Reads the fleet of one workspace; quick over a million rows. */
public interface Fleet {
    Optional<MailboxView> find(WorkspaceId workspace, MailboxId mailbox);

    /** @param cursor as a page before it gave it; a malformed one is an {@link IllegalArgumentException} */
    Page<MailboxView> list(WorkspaceId workspace, MailboxFilter filter, Order order, PageRequest request);

    /** Mailboxes by state; at most a few seconds old for large fleets, lost ones always exact. */
    Map<MailboxState, Long> counts(WorkspaceId workspace);

    /** @param limit 1 to 500 */
    record PageRequest(int limit, Optional<String> cursor) {}
}
