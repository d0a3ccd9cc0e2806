package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the history of one mailbox. */
public interface Timeline {
    /** Newest first. @param before the line to go on behind; empty for the newest */
    List<Line> newest(WorkspaceId workspace, UUID mailbox, int limit, Optional<Position> before);

    /** Where a page ended. */
    record Position(Instant at, long number) {}

    /** @param actor its label, {@code anna@example.com} or {@code API key import} for two */
    record Line(Position position, TimelineKind kind, String actor, String detail) {
        public Instant at() {
            return position.at();
        }
    }
}
