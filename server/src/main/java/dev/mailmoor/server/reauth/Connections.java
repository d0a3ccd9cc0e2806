package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The one way a credential comes in, is replaced or goes. Tries first, outside of any transaction; then swaps in one.
 */
public interface Connections {
    Renewal connect(Access access, MailboxDraft draft, Proving proving);

    /** A change of a channel's host, port, security or username needs that channel's secret in the same request. */
    Renewal change(Access access, MailboxId mailbox, MailboxChange change, Proving proving);

    Renewal renew(Access access, MailboxId mailbox, Candidate candidate, Proving proving);

    /** Puts the credential before the present one back, within 24 hours. */
    default Renewal rollBack(Access access, MailboxId mailbox) {
        return rollBack(access, mailbox, OptionalLong.empty());
    }

    Renewal rollBack(Access access, MailboxId mailbox, OptionalLong expectedVersion);

    /**
     * The same with the servers and texts of then.
     *
     * @param before as whoever changed it has noted it down
     */
    Renewal rollBack(Access access, MailboxId mailbox, Before before, OptionalLong expectedVersion);

    /** Tries a draft without saving. */
    Trial probe(Access access, MailboxDraft draft);

    /** Tries what is stored (which moves the state), or edited settings with their secret (which does not). */
    Trial test(Access access, MailboxId mailbox, Set<Direction> directions, Optional<MailboxChange> edited);

    Disconnection disconnect(Access access, MailboxId mailbox, OptionalLong expectedVersion);

    /** What came of a try that saves nothing. */
    sealed interface Trial {
        record Tried(Map<Direction, Diagnosis> diagnoses) implements Trial {}

        record Invalid(java.util.List<FieldError> errors) implements Trial {}

        record NotFound() implements Trial {}
    }

    /** What came of removing a mailbox. */
    sealed interface Disconnection {
        record Gone() implements Disconnection {}

        /** Somebody still needs it; {@code reason} names who. */
        record Refused(String reason) implements Disconnection {}

        record NotFound() implements Disconnection {}

        record Stale() implements Disconnection {}
    }
}
