package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.webhook.PostgresWebhooks.Row;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds changes to the rules and writes them down. */
@Component
class KeptWebhooks implements Webhooks {
    private static final int MOST = 50;
    private static final Duration OLD_SECRET = Duration.ofHours(24);

    private final Parts parts;

    KeptWebhooks(Parts parts) {
        this.parts = parts;
    }

    /** All that it needs. */
    @Component
    record Parts(
            PostgresWebhooks table,
            DraftRules rules,
            SigningSecrets secrets,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {}

    @Override
    public List<Webhook> list(WorkspaceId workspace) {
        return parts.table().list(workspace);
    }

    @Override
    public Optional<Webhook> find(WorkspaceId workspace, UUID webhook) {
        return parts.table().find(workspace, webhook);
    }

    @Override
    public Saving add(Access access, Draft draft) {
        List<Fault> faults =
                parts.rules().faults(Optional.of(draft.url()), Optional.of(draft.events()), draft.secret());
        return faults.isEmpty() ? inTransaction(() -> store(access, draft)) : new Saving.Invalid(faults);
    }

    private Saving store(Access access, Draft draft) {
        if (list(access.workspace()).size() >= MOST) {
            return new Saving.Refused("There are %d webhooks already; remove some first.".formatted(MOST));
        }
        UUID id = TimeOrderedId.next();
        String url = draft.url().strip();
        parts.table()
                .add(
                        new Row(access.workspace(), id, url, DraftRules.tidy(draft.events()), true),
                        new Webhook.Made(parts.clock().instant(), access.actor().label()));
        Secret secret = draft.secret().orElseGet(SigningSecrets::make);
        parts.secrets().keep(access.workspace(), id, 1, secret);
        parts.audit().write(access, "webhook.added", url, "");
        return saved(access, id, draft.secret().isPresent() ? Optional.empty() : Optional.of(secret));
    }

    @Override
    public Saving change(Access access, UUID webhook, Change change) {
        List<Fault> faults = parts.rules().faults(change.url(), change.events(), change.secret());
        return faults.isEmpty() ? inTransaction(() -> revise(access, webhook, change)) : new Saving.Invalid(faults);
    }

    private Saving revise(Access access, UUID id, Change change) {
        Optional<Webhook> held = parts.table().hold(access.workspace(), id);
        if (held.isEmpty()) {
            return new Saving.NotFound();
        }
        Webhook before = held.get();
        if (isStale(before, change.expected())) {
            return new Saving.Stale(before.version());
        }
        Row row = new Row(
                access.workspace(),
                id,
                change.url().map(String::strip).orElse(before.url()),
                change.events().map(DraftRules::tidy).orElse(before.events()),
                change.enabled().orElse(before.enabled() instanceof Webhook.Switch.On));
        parts.table().change(row);
        change.secret().ifPresent(secret -> replace(before, secret));
        parts.audit().write(access, "webhook.changed", row.url(), "");
        return saved(access, id, Optional.empty());
    }

    private static boolean isStale(Webhook webhook, OptionalLong expected) {
        return expected.isPresent() && expected.getAsLong() != webhook.version();
    }

    @Override
    public Saving renewSecret(Access access, UUID webhook) {
        return inTransaction(() -> parts.table()
                .hold(access.workspace(), webhook)
                .map(before -> {
                    Secret made = SigningSecrets.make();
                    replace(before, made);
                    parts.audit().write(access, "webhook.secret-changed", before.url(), "");
                    return saved(access, webhook, Optional.of(made));
                })
                .orElseGet(Saving.NotFound::new));
    }

    /** Only the one before goes on signing; those before it end now. */
    private void replace(Webhook before, Secret secret) {
        long version = before.secret().version();
        parts.secrets().keep(before.workspace(), before.id(), version + 1, secret);
        parts.secrets().forgetVersion(before.workspace(), before.id(), version - 1);
        parts.table().nextSecret(before, parts.clock().instant().plus(OLD_SECRET));
    }

    @Override
    public boolean remove(Access access, UUID webhook) {
        return Boolean.TRUE.equals(parts.transaction().execute(_ -> {
            Optional<Webhook> held = parts.table().hold(access.workspace(), webhook);
            held.ifPresent(gone -> {
                parts.table().remove(access.workspace(), webhook);
                parts.secrets().forget(access.workspace(), webhook);
                parts.audit().write(access, "webhook.removed", gone.url(), "");
            });
            return held.isPresent();
        }));
    }

    private Saving saved(Access access, UUID id, Optional<Secret> made) {
        return new Saving.Saved(parts.table().find(access.workspace(), id).orElseThrow(), made);
    }

    private Saving inTransaction(java.util.function.Supplier<Saving> change) {
        Saving saving = parts.transaction().execute(_ -> change.get());
        return java.util.Objects.requireNonNull(saving);
    }
}
