package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/** One request of somebody signed in: who, when, and what any page needs around it. */
interface Visit {
    Access access();

    Instant now();

    Frame frame(String title, Section section);

    /** What the form before this page made; the first time that the page is loaded. */
    Optional<Once> once();

    default WorkspaceId workspace() {
        return access().workspace();
    }

    default boolean may(Role needed) {
        return access().role().mayActAs(needed);
    }

    /** No such thing here: answered like a page that does not exist, whoever it belongs to. */
    static NotHere noMailbox(MailboxId mailbox) {
        return new NotHere("There is no mailbox " + mailbox + " in this workspace.");
    }
}
