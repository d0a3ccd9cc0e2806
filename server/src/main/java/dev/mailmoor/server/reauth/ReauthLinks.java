package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes and withdraws links for people with no account. The token (256 random bits) is in the address only: it is stored
 * hashed, and nobody can be shown a link a second time.
 */
public interface ReauthLinks {
    /** A link to be handed over by hand; it replaces the one made by hand before. */
    Making make(Access access, MailboxId mailbox, LinkWish wish);

    /**
     * The link that a notice or a campaign carries; made anew, it replaces the one of the same carrier, whose tries count on.
     *
     * @return empty when there is no such mailbox, or it has not lost its login, not even since its caller looked
     */
    default Optional<Made> carried(WorkspaceId workspace, MailboxId mailbox, Carrier carrier) {
        return Optional.ofNullable(carried(workspace, Set.of(mailbox), carrier).get(mailbox));
    }

    /** The same for many at once, in a few statements; a mailbox that is not there, or not lost, has no entry. */
    Map<MailboxId, Made> carried(WorkspaceId workspace, Collection<MailboxId> mailboxes, Carrier carrier);

    /** Forgets those of a carrier that never reached anybody. */
    void forgetUnseen(WorkspaceId workspace, Collection<MailboxId> mailboxes, String carrier);

    /**
     * @param name under which it is made and replaced: {@code notice 0198…}
     * @param madeBy who asks, in the page's words: a member's address, or Mailmoor
     * @param note a few words to whoever opens it; may be empty
     */
    record Carrier(String name, String madeBy, String note, Duration life) {}

    /** Those that are good now, newest first. */
    List<ReauthLink> open(WorkspaceId workspace, MailboxId mailbox);

    /** Ends all that are good now; false when there is no such mailbox. */
    boolean withdraw(Access access, MailboxId mailbox);

    /** Ends what this carrier carries, whichever mailboxes it is for. */
    void withdrawCarriedBy(WorkspaceId workspace, String carrier);

    /** A link that was just made: its address is nowhere else. */
    record Made(URI url, Instant expiresAt) {}

    /** What came of the wish. */
    sealed interface Making {
        record Done(Made link) implements Making {}

        record Invalid(List<FieldError> errors) implements Making {}

        record NotFound() implements Making {}
    }
}
