package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The register. All writes take part in the caller's transaction.
 *
 * <p>Order of locks: who writes both a channel's belief and its mailbox writes the belief first, and several mailboxes are
 * written in the order of their keys; so no two transactions wait for each other.
 */
public interface Mailboxes {
    Optional<Mailbox> find(WorkspaceId workspace, MailboxId mailbox);

    /** In one query, in no order; those that are not there are left out. */
    List<Mailbox> find(WorkspaceId workspace, Collection<MailboxId> mailboxes);

    Optional<Mailbox> findByAddress(WorkspaceId workspace, EmailAddress address);

    /** Registers it as {@code unverified}, version 1; false when the address is registered in this workspace already. */
    boolean add(NewMailbox mailbox);

    /** Makes {@code before} what {@code revision} says and counts its version up; empty when it has changed meanwhile. */
    Optional<Mailbox> revise(Mailbox before, Revision revision);

    /** What to show from now on; a paused mailbox stays paused. Not a change by people: the version stays. */
    void stateChanged(Collection<StateChange> changes);

    /** False when there is no such mailbox, or it is paused already. */
    boolean pause(WorkspaceId workspace, MailboxId mailbox);

    /**
     * @param state the worst of its channels'
     * @return false when there is no such mailbox, or it is not paused
     */
    boolean resume(WorkspaceId workspace, MailboxId mailbox, MailboxState state);

    /** The credential that the present one replaced, while it is kept. */
    Optional<SupersededCredential> superseded(Mailbox mailbox);

    /** Forgets what is known of credentials that were superseded before {@code moment}, and names them. */
    List<CredentialKey> forgetSuperseded(Instant moment, int limit);

    /** Takes it out of the register, unless somebody objects. */
    Removal remove(WorkspaceId workspace, MailboxId mailbox, OptionalLong expectedVersion);

    /** What came of a removal. */
    sealed interface Removal {
        record Removed() implements Removal {}

        /** {@code reason} names who still needs it. */
        record Refused(String reason) implements Removal {}

        record Stale() implements Removal {}

        record NotFound() implements Removal {}
    }

    record StateChange(WorkspaceId workspace, MailboxId mailbox, MailboxState state) {}
}
