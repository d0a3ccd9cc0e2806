package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Figures of the overview and of a mailbox's page. Days are those of UTC. */
public interface FleetFigures {
    /** Open losses, the oldest first. */
    List<OpenLoss> openLosses(WorkspaceId workspace, int limit);

    /** Mailboxes whose server is not reached, longest first. */
    List<OpenLoss> unreached(WorkspaceId workspace, int limit);

    /** Losses that began since, by day and cause; days without any are left out. */
    List<LossesOfDay> lossesByDay(WorkspaceId workspace, Instant from);

    /** What went wrong with one mailbox since, oldest first. */
    List<Trouble> troubles(WorkspaceId workspace, MailboxId mailbox, Instant from);

    /** @param since when it began */
    record OpenLoss(MailboxView view, Instant since) {}

    /** @param cause the contract's word */
    record LossesOfDay(LocalDate day, String cause, long losses) {}

    /**
     * A stretch of time in which a mailbox was lost.
     *
     * @param ended empty while it lasts
     */
    record Trouble(Instant began, Optional<Instant> ended) {}
}
