package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mailbox's rows, locked for the length of a transaction; they change as observations are heard. */
final class MailboxFile {
    private final WorkspaceId workspace;
    private final MailboxId mailbox;
    private final String address;
    private final boolean paused;
    private final int channels;
    private final Map<Direction, BeliefRow> rows = new EnumMap<>(Direction.class);

    /** @param channels how many the register knows; one without a row yet is unverified */
    MailboxFile(WorkspaceId workspace, MailboxId mailbox, String address, boolean paused, int channels) {
        this.workspace = workspace;
        this.mailbox = mailbox;
        this.address = address;
        this.paused = paused;
        this.channels = channels;
    }

    void put(BeliefRow row) {
        rows.put(row.key().direction(), row);
    }

    Optional<BeliefRow> row(Direction direction) {
        return Optional.ofNullable(rows.get(direction));
    }

    Optional<BeliefRow> sibling(Direction direction) {
        return row(direction == Direction.RECEIVING ? Direction.SENDING : Direction.RECEIVING);
    }

    List<BeliefRow> rows() {
        return List.copyOf(rows.values());
    }

    Whole whole() {
        List<Belief> beliefs =
                new ArrayList<>(rows.values().stream().map(BeliefRow::belief).toList());
        for (int missing = rows.size(); missing < channels; missing++) {
            beliefs.add(Belief.unverified(Instant.EPOCH));
        }
        return Whole.of(beliefs);
    }

    WorkspaceId workspace() {
        return workspace;
    }

    MailboxId mailbox() {
        return mailbox;
    }

    String address() {
        return address;
    }

    boolean paused() {
        return paused;
    }
}
