package dev.mailmoor.server.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who did what to which subject, when, and from which address. */
public interface AuditTrail {
    /**
     * Writes in the caller's transaction. For a refusal the caller sees to it that this is committed although the change is
     * not made.
     *
     * @param action in lower-kebab words with the subject's kind first, {@code mailbox.removal-refused} for one
     * @param subject what it was done to, as people know it: an address, a name
     * @param detail a plain sentence or empty; never a secret
     */
    void write(Access access, String action, String subject, String detail);

    /** Newest first. @param before the entry to go on behind; empty for the newest */
    List<Entry> newest(WorkspaceId workspace, int limit, Optional<Position> before);

    /** Where a page ended. */
    record Position(Instant at, UUID id) {}

    /** One line of the trail. */
    record Entry(UUID id, Instant at, String actor, String action, String subject, String detail, String from) {}
}
