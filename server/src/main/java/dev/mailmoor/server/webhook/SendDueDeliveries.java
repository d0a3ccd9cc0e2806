package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.webhook.PostgresQueue.Held;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims what is due and sends each on a thread of its own. What this process does not finish, another takes over. */
@Component
class SendDueDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(SendDueDeliveries.class);
    private static final int WEBHOOKS_AT_ONCE = 50;
    private static final int MOST_UNDER_WAY = 1_000;

    private final PostgresQueue queue;
    private final SigningSecrets secrets;
    private final SendOne sending;
    private final Settle settling;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<Claim> underWay = ConcurrentHashMap.newKeySet();

    SendDueDeliveries(
            PostgresQueue queue,
            SigningSecrets secrets,
            SendOne sending,
            Settle settling,
            TransactionTemplate transaction,
            Clock clock) {
        this.queue = queue;
        this.secrets = secrets;
        this.sending = sending;
        this.settling = settling;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** True when there may be more at once. */
    boolean claim() {
        if (underWay.size() >= MOST_UNDER_WAY) {
            return false;
        }
        List<Claim> claims = claims(clock.instant());
        if (claims.isEmpty()) {
            return false;
        }
        Map<Claim, List<Secret>> signing = secrets.of(claims);
        underWay.addAll(claims);
        claims.forEach(claim -> Thread.ofVirtual()
                .name("webhook-send")
                .start(() -> send(claim, signing.getOrDefault(claim, List.of()))));
        return true;
    }

    /** The rows are held only for as long as it takes to claim. */
    private List<Claim> claims(Instant now) {
        List<Claim> claims = transaction.execute(_ -> {
            List<Claim> all = new ArrayList<>();
            for (Held webhook : queue.holdDue(now, WEBHOOKS_AT_ONCE)) {
                all.addAll(queue.claim(webhook, now));
            }
            return all;
        });
        return claims == null ? List.of() : claims;
    }

    private void send(Claim claim, List<Secret> signing) {
        try {
            settling.settle(claim, sending.send(claim, signing));
        } catch (RuntimeException e) {
            // The lease ends by itself; then it is sent once more.
            LOG.warn("What came of a delivery could not be written; it will be made again ({})", e.getMessage());
        } finally {
            underWay.remove(claim);
        }
    }

    boolean idle() {
        return underWay.isEmpty();
    }

    /** Waits a little for those under way. Those that last longer are made again by whoever comes next. */
    void finish(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!idle() && System.nanoTime() < end) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
