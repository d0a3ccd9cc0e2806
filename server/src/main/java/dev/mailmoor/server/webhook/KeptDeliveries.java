package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.webhook.PostgresDeliveries.Again;
import dev.mailmoor.server.webhook.PostgresQueue.Held;
import dev.mailmoor.server.webhook.PostgresQueue.Queued;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Shows deliveries, queues them again, and tries webhooks. */
@Component
class KeptDeliveries implements Deliveries {
    private static final int MOST_AT_ONCE = 10_000;

    private final Parts parts;

    KeptDeliveries(Parts parts) {
        this.parts = parts;
    }

    /** All that it needs. */
    @Component
    record Parts(
            PostgresQueue queue,
            PostgresDeliveries table,
            PostgresWebhooks webhooks,
            SigningSecrets secrets,
            SendOne sending,
            Settle settling,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock,
            JsonMapper json) {}

    @Override
    public List<Delivery> newest(WorkspaceId workspace, UUID webhook, Wanted wanted) {
        return parts.table().newest(workspace, webhook, wanted);
    }

    /** Not in one transaction: nothing is locked while the receiver thinks. */
    @Override
    public Optional<Delivery> test(Access access, UUID webhook) {
        Optional<Claim> claim = Objects.requireNonNull(parts.transaction()
                .execute(_ -> parts.webhooks().hold(access.workspace(), webhook).map(this::made)));
        return claim.flatMap(mine -> {
            List<Secret> signing = parts.secrets().of(List.of(mine)).getOrDefault(mine, List.of());
            parts.settling().settle(mine, parts.sending().send(mine, signing));
            return parts.table().find(mine.key());
        });
    }

    private Claim made(Webhook webhook) {
        Instant now = parts.clock().instant();
        UUID event = TimeOrderedId.next();
        DeliveryKey key = new DeliveryKey(webhook.workspace(), webhook.id(), event);
        JournalEvent nothing = new JournalEvent(
                event,
                webhook.workspace(),
                EventTypes.TEST,
                now,
                Map.of("webhook", Map.of("id", webhook.id().toString())));
        String body = parts.json().writeValueAsString(nothing.body());
        UUID token = UUID.randomUUID();
        parts.table().addClaimed(new Queued(key, 0, event, EventTypes.TEST, event, body), token, now);
        boolean two = webhook.secret().oldUntil().filter(now::isBefore).isPresent();
        long version = webhook.secret().version();
        return new Claim(
                key,
                token,
                webhook.url(),
                event,
                event,
                body,
                0,
                now,
                two ? List.of(version, version - 1) : List.of(version));
    }

    @Override
    public Replay replay(Access access, UUID webhook, UUID delivery) {
        return Objects.requireNonNull(parts.transaction().execute(_ -> one(access, webhook, delivery)));
    }

    private Replay one(Access access, UUID webhook, UUID delivery) {
        DeliveryKey key = new DeliveryKey(access.workspace(), webhook, delivery);
        Optional<Held> held = parts.queue().hold(access.workspace(), webhook);
        if (held.isEmpty() || parts.table().find(key).isEmpty()) {
            return new Replay.NotFound();
        }
        int queued = again(access, held.get(), new Since(Instant.EPOCH, Which.ALL), Optional.of(delivery));
        return queued == 0
                ? new Replay.StillOpen()
                : new Replay.Queued(parts.table().find(key).orElseThrow());
    }

    @Override
    public OptionalInt replaySince(Access access, UUID webhook, Since since) {
        return Objects.requireNonNull(parts.transaction()
                .execute(_ -> parts.queue()
                        .hold(access.workspace(), webhook)
                        .map(held -> OptionalInt.of(again(access, held, since, Optional.empty())))
                        .orElseGet(OptionalInt::empty)));
    }

    private int again(Access access, Held webhook, Since since, Optional<UUID> only) {
        Instant now = parts.clock().instant();
        List<UUID> subjects =
                parts.table().queueAgain(webhook, new Again(since.time(), since.which(), only, MOST_AT_ONCE, now));
        if (!subjects.isEmpty()) {
            parts.queue().placesGiven(List.of(webhook), List.of(webhook.lastPlace() + subjects.size()));
            parts.queue().promote(webhook.workspace(), webhook.webhook(), subjects, now);
            parts.audit().write(access, "webhook.replayed", url(webhook), deliveries(subjects.size()));
        }
        return subjects.size();
    }

    private static String deliveries(int number) {
        return number == 1 ? "1 delivery." : number + " deliveries.";
    }

    private String url(Held webhook) {
        return parts.webhooks()
                .find(webhook.workspace(), webhook.webhook())
                .map(Webhook::url)
                .orElse("");
    }
}
