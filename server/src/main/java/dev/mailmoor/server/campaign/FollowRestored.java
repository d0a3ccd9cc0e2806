package dev.mailmoor.server.campaign;

import dev.mailmoor.server.journal.Follower;
import dev.mailmoor.server.journal.JournalEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes which mailboxes came back, by whatever way, and ends campaigns with nothing left to do. */
@Component
class FollowRestored implements Follower {
    private final PostgresProgress progress;

    FollowRestored(PostgresProgress progress) {
        this.progress = progress;
    }

    @Override
    public String name() {
        return "campaigns";
    }

    @Override
    public void follow(List<JournalEvent> events) {
        for (JournalEvent event : events) {
            switch (event.type()) {
                case "mailbox.restored" -> restored(event);
                // The row is gone with the mailbox.
                case "mailbox.removed" -> progress.finish(event.workspace());
                default -> {}
            }
        }
    }

    private void restored(JournalEvent event) {
        if (event.data().get("mailbox") instanceof Map<?, ?> mailbox && mailbox.get("id") instanceof String id) {
            progress.restored(event.workspace(), UUID.fromString(id), event.at());
        }
    }
}
