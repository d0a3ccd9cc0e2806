package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The losses that are not over. */
public interface Losses {
    /** In one query; a mailbox without an open loss has no entry. */
    Map<MailboxId, Loss> open(WorkspaceId workspace, Collection<MailboxId> mailboxes);

    /**
     * Those that have lost their login, and do not get it back before the caller's transaction ends. One that is just coming
     * back is not waited for.
     */
    Set<MailboxId> openUntilCommit(WorkspaceId workspace, Collection<MailboxId> mailboxes);

    /** From a confirmed lost login to its restoration. */
    record Loss(UUID id, Instant beganAt) {}
}
