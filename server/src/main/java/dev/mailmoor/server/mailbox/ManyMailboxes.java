package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The register, for many mailboxes of one workspace in a few statements. Writes take part in the caller's transaction and
 * keep the rules of {@link Mailboxes}, its order of locks too.
 */
public interface ManyMailboxes {
    /** Those that are registered. */
    Map<EmailAddress, Mailbox> find(WorkspaceId workspace, Collection<EmailAddress> addresses);

    /**
     * As {@link Mailboxes#add}.
     *
     * @return those that were registered: the addresses of the others are known already
     */
    Set<MailboxId> add(WorkspaceId workspace, List<NewMailbox> mailboxes);

    /**
     * As {@link Mailboxes#revise}.
     *
     * @return those that were revised: the others have changed meanwhile
     */
    Set<MailboxId> revise(WorkspaceId workspace, List<Change> changes);

    record Change(Mailbox before, Revision revision) {}
}
