package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What we believe about channels, and the one way to tell it something. Writes take part in the caller's transaction. */
public interface Monitor {
    /**
     * A channel is new, or its credential or settings changed. With a diagnosis that is connected it is {@code connected}
     * from now on and an open loss closes; with a failed one (saved in part, or untried and known bad) it is judged as
     * observed; with none it is {@code unverified} and due at once.
     */
    void follow(ChannelTarget channel, Optional<Diagnosis> proved);

    /** The same settings and secret, now under another credential version: what is believed stays. */
    void carryOver(ChannelTarget channel);

    /** The channel is gone. */
    void unfollow(ChannelKey channel);

    /** Judges each; one made with an older credential version is dropped. */
    void observed(Collection<Observation> observations);

    /** No checks until resumed; idempotent. False when there is no such mailbox. */
    boolean pause(Access access, MailboxId mailbox);

    boolean resume(Access access, MailboxId mailbox);

    default Map<Direction, ChannelBelief> beliefs(WorkspaceId workspace, MailboxId mailbox) {
        return beliefs(workspace, Set.of(mailbox)).getOrDefault(mailbox, Map.of());
    }

    /** In one query, for a page of a list; a mailbox that is not known has no entry. */
    Map<MailboxId, Map<Direction, ChannelBelief>> beliefs(WorkspaceId workspace, Collection<MailboxId> mailboxes);
}
