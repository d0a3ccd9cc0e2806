package dev.mailmoor.server.api;

import dev.mailmoor.server.webhook.Delivery;
import dev.mailmoor.server.webhook.Webhook;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks and deliveries as the API shows them. */
final class WebhookJson {
    private WebhookJson() {}

    static Map<String, @Nullable Object> of(Webhook webhook) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", webhook.id().toString());
        json.put("url", webhook.url());
        json.put("events", webhook.events());
        json.put("enabled", webhook.enabled() instanceof Webhook.Switch.On);
        json.put("state", webhook.standing().name().toLowerCase(Locale.ROOT));
        json.put(
                "disabledReason",
                webhook.enabled() instanceof Webhook.Switch.Off(String why) && !why.isEmpty() ? why : null);
        Webhook.Health health = webhook.health();
        json.put("failingSince", time(health.failingSince()));
        json.put("lastFailure", health.lastFailure().isEmpty() ? null : health.lastFailure());
        json.put("lastDeliveredAt", time(health.deliveredAt()));
        json.put("waiting", webhook.backlog().waiting());
        json.put("failed", webhook.backlog().failed());
        json.put("oldSecretUntil", time(webhook.secret().oldUntil()));
        json.put("createdAt", webhook.made().at().toString());
        json.put("createdBy", webhook.made().by());
        json.put("version", Long.toString(webhook.version()));
        return json;
    }

    static Map<String, @Nullable Object> of(Delivery delivery) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id().toString());
        json.put("eventId", delivery.event().toString());
        json.put("type", delivery.type());
        json.put("state", delivery.state().word());
        json.put("createdAt", delivery.createdAt().toString());
        json.put("attempts", delivery.attempts());
        json.put("nextTryAt", time(delivery.nextAt()));
        Optional<Delivery.LastTry> last = delivery.last();
        json.put("lastTriedAt", time(last.map(Delivery.LastTry::at)));
        json.put("elapsedMillis", last.map(one -> one.took().toMillis()).orElse(null));
        json.put("responseStatus", last.flatMap(Delivery.LastTry::status).orElse(null));
        json.put("response", last.map(Delivery.LastTry::response).orElse(null));
        json.put(
                "failure",
                last.map(Delivery.LastTry::failure)
                        .filter(why -> !why.isEmpty())
                        .orElse(null));
        return json;
    }

    private static @Nullable String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }
}
