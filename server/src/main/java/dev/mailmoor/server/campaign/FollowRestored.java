package dev.mailmoor.server.campaign;

import dev.mailmoor.server.journal.Follower;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes which mailboxes came back, by whatever way, and ends campaigns with nothing left to do. */
@Component
class FollowRestored implements Follower {
    private final NoteRestored restored;

    FollowRestored(NoteRestored restored) {
        this.restored = restored;
    }

    @Override
    public String name() {
        return "campaigns";
    }

    @Override
    public void follow(List<JournalEvent> events) {
        Map<WorkspaceId, Map<MailboxId, Instant>> back = new LinkedHashMap<>();
        for (JournalEvent event : events) {
            switch (event.type()) {
                case "mailbox.restored" ->
                    mailbox(event)
                            .ifPresent(id -> back.computeIfAbsent(event.workspace(), _ -> new LinkedHashMap<>())
                                    .put(id, event.at()));
                // The row is gone with the mailbox, which may have been the last.
                case "mailbox.removed" -> back.computeIfAbsent(event.workspace(), _ -> new LinkedHashMap<>());
                default -> {}
            }
        }
        back.forEach(restored::note);
    }

    private static Optional<MailboxId> mailbox(JournalEvent event) {
        return event.data().get("mailbox") instanceof Map<?, ?> mailbox && mailbox.get("id") instanceof String id
                ? Optional.of(new MailboxId(UUID.fromString(id)))
                : Optional.empty();
    }
}
