package dev.mailmoor.server.reauth;

import dev.mailmoor.server.journal.Follower;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.monitor.Losses;
import dev.mailmoor.server.reauth.PostgresReauthLinks.Over;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A loss that is over needs no link: those made before it ended are withdrawn. */
@Component
class EndLinks implements Follower {
    private final PostgresReauthLinks links;
    private final Losses losses;
    private final Clock clock;

    EndLinks(PostgresReauthLinks links, Losses losses, Clock clock) {
        this.links = links;
        this.losses = losses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-reauth-links";
    }

    @Override
    public void follow(List<JournalEvent> events) {
        Map<WorkspaceId, Map<MailboxId, Instant>> restored = new HashMap<>();
        events.stream()
                .filter(event -> event.type().equals("mailbox.restored"))
                .forEach(event -> mailbox(event)
                        .ifPresent(id -> restored.computeIfAbsent(event.workspace(), _ -> new HashMap<>())
                                .merge(id, event.at(), (one, other) -> one.isAfter(other) ? one : other)));
        List<Over> over = new ArrayList<>();
        restored.forEach((workspace, ends) -> over.addAll(over(workspace, ends)));
        links.endRestored(over);
    }

    private static Optional<MailboxId> mailbox(JournalEvent event) {
        return event.data().get("mailbox") instanceof Map<?, ?> mailbox && mailbox.get("id") instanceof String id
                ? Optional.of(new MailboxId(UUID.fromString(id)))
                : Optional.empty();
    }

    /** What was carried for a loss may have been made in the moment of its end. */
    private List<Over> over(WorkspaceId workspace, Map<MailboxId, Instant> ends) {
        Instant now = clock.instant();
        Set<MailboxId> lostAgain = losses.open(workspace, ends.keySet()).keySet();
        return ends.entrySet().stream()
                .map(end -> new Over(
                        workspace,
                        end.getKey(),
                        end.getValue(),
                        lostAgain.contains(end.getKey()) ? end.getValue() : now))
                .toList();
    }
}
