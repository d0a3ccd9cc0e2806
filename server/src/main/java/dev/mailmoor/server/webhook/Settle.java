package dev.mailmoor.server.webhook;

import dev.mailmoor.server.webhook.PostgresResults.Outcome;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what came of a delivery, decides when it is tried again, and lets the next of its mailbox go. */
@Component
class Settle {
    private static final String GONE = "The receiver answered 410 Gone: it wants nothing any more.";

    private final PostgresQueue queue;
    private final PostgresResults results;
    private final TellOfTroubles troubles;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Settle(
            PostgresQueue queue,
            PostgresResults results,
            TellOfTroubles troubles,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.queue = queue;
        this.results = results;
        this.troubles = troubles;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    void settle(Claim claim, Result result) {
        transaction.executeWithoutResult(_ -> write(claim, result));
    }

    private void write(Claim claim, Result result) {
        DeliveryKey key = claim.key();
        if (queue.hold(key.workspace(), key.webhook()).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Outcome outcome = outcome(claim, result, now);
        if (!results.write(claim, result.attempt(), outcome)) {
            return;
        }
        remember(key, result, now);
        if (result instanceof Result.NotTaken && outcome.state() == Delivery.State.FAILED && !claim.isTry()) {
            troubles.givenUp(key);
        }
        if (outcome.next().isEmpty()) {
            queue.promote(key.workspace(), key.webhook(), List.of(claim.subject()), now);
        }
    }

    private static Outcome outcome(Claim claim, Result result, Instant now) {
        return switch (result) {
            case Result.Taken _ -> new Outcome(Delivery.State.DELIVERED, Optional.empty(), "");
            case Result.Gone _ -> new Outcome(Delivery.State.FAILED, Optional.empty(), "it answers with status 410");
            case Result.NotTaken no ->
                now.isBefore(claim.giveUpAt())
                        ? new Outcome(Delivery.State.WAITING, Optional.of(again(claim, no, now)), no.why())
                        : new Outcome(Delivery.State.FAILED, Optional.empty(), no.why());
        };
    }

    /** The last try is when time is up, not some hours before. */
    private static Instant again(Claim claim, Result.NotTaken no, Instant now) {
        double chance = ThreadLocalRandom.current().nextDouble();
        Instant usual = now.plus(RetryPace.afterAttempts(claim.attempts() + 1, chance, no.asked()));
        return usual.isAfter(claim.giveUpAt()) ? claim.giveUpAt() : usual;
    }

    private void remember(DeliveryKey key, Result result, Instant now) {
        switch (result) {
            case Result.Taken _ -> results.healthy(key, now);
            case Result.NotTaken no -> failed(key, no, now);
            case Result.Gone _ -> results.disable(key, GONE).ifPresent(url -> disabled(key, url));
        }
    }

    private void disabled(DeliveryKey key, String url) {
        audit.write(new Access(key.workspace(), new Actor.Mailmoor(), Role.OWNER), "webhook.disabled", url, GONE);
        troubles.disabled(key);
    }

    private void failed(DeliveryKey key, Result.NotTaken no, Instant now) {
        Optional<Duration> hold = RetryPace.hold(results.failures(key) + 1, no.asked());
        results.failing(key, no.why(), now, hold.map(now::plus));
    }
}
