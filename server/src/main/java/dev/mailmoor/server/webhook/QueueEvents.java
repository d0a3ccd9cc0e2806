package dev.mailmoor.server.webhook;

import dev.mailmoor.server.journal.Follower;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.webhook.PostgresQueue.Held;
import dev.mailmoor.server.webhook.PostgresQueue.Queued;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Queues each event for each webhook that asked for it, in the transaction that moves the follower on: exactly once. */
@Component
class QueueEvents implements Follower {
    private final PostgresQueue queue;
    private final Clock clock;
    private final JsonMapper json;

    QueueEvents(PostgresQueue queue, Clock clock, JsonMapper json) {
        this.queue = queue;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public void follow(List<JournalEvent> events) {
        List<Held> webhooks =
                queue.holdAll(events.stream().map(JournalEvent::workspace).toList());
        List<Long> lastPlaces = new ArrayList<>();
        List<Queued> all = new ArrayList<>();
        for (Held webhook : webhooks) {
            List<Queued> its = queued(webhook, events);
            all.addAll(its);
            lastPlaces.add(webhook.lastPlace() + its.size());
        }
        if (all.isEmpty()) {
            return;
        }
        queue.placesGiven(webhooks, lastPlaces);
        queue.add(all, clock.instant());
        webhooks.forEach(webhook -> promote(webhook, all));
    }

    private List<Queued> queued(Held webhook, List<JournalEvent> events) {
        List<Queued> its = new ArrayList<>();
        for (JournalEvent event : events) {
            if (event.workspace().equals(webhook.workspace()) && webhook.wants(event.type())) {
                its.add(new Queued(
                        new DeliveryKey(webhook.workspace(), webhook.webhook(), TimeOrderedId.next()),
                        webhook.lastPlace() + its.size() + 1,
                        event.id(),
                        event.type(),
                        subject(event),
                        json.writeValueAsString(event.body())));
            }
        }
        return its;
    }

    private void promote(Held webhook, List<Queued> all) {
        List<UUID> subjects = all.stream()
                .filter(one -> one.key().webhook().equals(webhook.webhook()))
                .map(Queued::subject)
                .toList();
        queue.promote(webhook.workspace(), webhook.webhook(), subjects, clock.instant());
    }

    /** Whose events go out one after the other: the mailbox's, the incident's; else it stands alone. */
    private static UUID subject(JournalEvent event) {
        Object of = event.data().getOrDefault("mailbox", event.data().get("incident"));
        if (of instanceof Map<?, ?> described && described.get("id") instanceof String id) {
            try {
                return UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                return event.id();
            }
        }
        return event.id();
    }
}
