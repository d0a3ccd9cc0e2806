package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import java.util.List;
import java.util.Map;

/** What came of a new credential, new settings or a new mailbox. */
public sealed interface Renewal {
    /** Saved; what was tried on the way stands beside it. */
    record Saved(Mailbox mailbox, Map<Direction, Diagnosis> diagnoses) implements Renewal {}

    /** A channel refused: nothing was changed. */
    record NotProved(Map<Direction, Diagnosis> diagnoses) implements Renewal {}

    /** Something in the request is wrong: nothing was tried. */
    record Invalid(List<FieldError> errors) implements Renewal {}

    /** The address is registered in this workspace already. */
    record AlreadyKnown(Mailbox existing) implements Renewal {}

    record NotFound() implements Renewal {}

    /** The mailbox was changed since the version that the caller knew, or while the new credential was tried. */
    record Stale(Mailbox current) implements Renewal {}
}
