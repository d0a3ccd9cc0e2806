package dev.mailmoor.server.reauth;

import dev.mailmoor.server.journal.Follower;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A loss that is over needs no link: those made before it ended are withdrawn. */
@Component
class EndLinks implements Follower {
    private final PostgresReauthLinks links;

    EndLinks(PostgresReauthLinks links) {
        this.links = links;
    }

    @Override
    public String name() {
        return "end-reauth-links";
    }

    @Override
    public void follow(List<JournalEvent> events) {
        events.stream().filter(event -> event.type().equals("mailbox.restored")).forEach(this::end);
    }

    private void end(JournalEvent event) {
        if (event.data().get("mailbox") instanceof Map<?, ?> mailbox && mailbox.get("id") instanceof String id) {
            links.end(event.workspace(), new MailboxId(UUID.fromString(id)), event.at(), ReauthLink.End.RESTORED);
        }
    }
}
