package dev.mailmoor.server.mailbox;

import java.util.Optional;

/** Implemented by rooms that may still need a mailbox; all are asked, in its transaction, before one is removed. */
public interface RemovalObjection {
    /** A sentence that names what still needs it; empty: no objection. */
    Optional<String> objection(Mailbox mailbox);
}
