package dev.mailmoor.server.webhook;

import dev.mailmoor.server.notify.Post;
import dev.mailmoor.server.workspace.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells the admins, and who made a webhook, that it does not get through: for each webhook and day once that events were
 * given up, and once that it was switched off. In the caller's transaction.
 */
@Component
class TellOfTroubles {
    static final String KIND = "webhook";

    private final Post post;
    private final PostgresWebhooks webhooks;
    private final Clock clock;

    TellOfTroubles(Post post, PostgresWebhooks webhooks, Clock clock) {
        this.post = post;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** What happened. */
    enum Trouble {
        GIVEN_UP,
        DISABLED
    }

    void givenUp(DeliveryKey key) {
        tell(key, Trouble.GIVEN_UP);
    }

    void disabled(DeliveryKey key) {
        tell(key, Trouble.DISABLED);
    }

    private void tell(DeliveryKey key, Trouble trouble) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        webhooks.find(key.workspace(), key.webhook())
                .ifPresent(webhook -> post.putToMembers(
                        key.workspace(),
                        new Post.Readers(Role.ADMIN, webhook.made().by()),
                        new Post.Note(
                                KIND,
                                "%s:%s:%s".formatted(webhook.id(), trouble, today),
                                Map.of("webhook", webhook.id().toString(), "trouble", trouble.name()))));
    }
}
