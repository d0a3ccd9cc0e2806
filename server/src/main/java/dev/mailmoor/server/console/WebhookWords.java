package dev.mailmoor.server.console;

import dev.mailmoor.server.webhook.Delivery;
import dev.mailmoor.server.webhook.EventTypes;
import dev.mailmoor.server.webhook.Webhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks and deliveries as people read them. */
final class WebhookWords {
    private static final String FIELD = "event:";

    private WebhookWords() {}

    static WebhooksPage.Line line(Webhook webhook, Instant now) {
        return new WebhooksPage.Line(
                webhook.id().toString(),
                webhook.url(),
                told(webhook.events()),
                badge(webhook.standing()),
                health(webhook, now),
                webhook.health().deliveredAt().map(at -> Moment.ago(at, now)));
    }

    private static String told(List<String> events) {
        return switch (events.size()) {
            case 0 -> "All events";
            case 1, 2, 3 -> String.join(", ", events);
            default -> Numbers.count(events.size(), "event", "events");
        };
    }

    private static Badge badge(Webhook.Standing standing) {
        return switch (standing) {
            case HEALTHY -> new Badge(Tone.GREEN, "Healthy", "healthy");
            case FAILING -> new Badge(Tone.RED, "Failing", "failing");
            case DISABLED -> new Badge(Tone.GREY, "Off", "disabled");
        };
    }

    private static String health(Webhook webhook, Instant now) {
        if (webhook.enabled() instanceof Webhook.Switch.Off(String why)) {
            return why;
        }
        Webhook.Health health = webhook.health();
        return health.failingSince()
                .map(since -> "For %s: %s.".formatted(Moment.lasting(since, now).said(), health.lastFailure()))
                .orElse("");
    }

    static WebhookPage.Backlog backlog(Webhook.Backlog backlog) {
        return new WebhookPage.Backlog(count(backlog.waiting(), "waiting"), count(backlog.failed(), "failed"));
    }

    private static String count(long number, String what) {
        return number == 0 ? "" : Numbers.grouped(number) + " " + what;
    }

    static WebhookPage.Line line(Delivery delivery, Instant now) {
        Optional<Delivery.LastTry> last = delivery.last();
        boolean open = delivery.state() == Delivery.State.QUEUED || delivery.state() == Delivery.State.WAITING;
        return new WebhookPage.Line(
                delivery.id().toString(),
                delivery.type(),
                delivery.event().toString(),
                badge(delivery),
                Moment.ago(delivery.createdAt(), now),
                last.map(one -> result(delivery, one)).orElse(""),
                last.map(Delivery.LastTry::response).orElse(""),
                delivery.nextAt().map(at -> Moment.in(at, now)),
                !open && !delivery.type().equals(EventTypes.TEST));
    }

    private static Badge badge(Delivery delivery) {
        return switch (delivery.state()) {
            case QUEUED -> new Badge(Tone.GREY, "Behind an earlier one", "queued");
            case WAITING -> new Badge(delivery.attempts() == 0 ? Tone.GREY : Tone.AMBER, "Waiting", "waiting");
            case DELIVERED -> new Badge(Tone.GREEN, "Delivered", "delivered");
            case FAILED -> new Badge(Tone.RED, "Failed", "failed");
        };
    }

    private static String result(Delivery delivery, Delivery.LastTry last) {
        String tries = Numbers.count(delivery.attempts(), "try", "tries");
        String what = last.failure().isEmpty()
                ? "status " + last.status().map(String::valueOf).orElse("–")
                : last.failure();
        return "%s, %s, %d ms".formatted(tries, what, last.took().toMillis());
    }

    static List<WebhooksPage.EventGroup> events(Collection<String> ticked) {
        Map<String, List<WebhooksPage.EventChoice>> groups = new LinkedHashMap<>();
        for (String event : EventTypes.ALL) {
            String group = Words.sentence(event.substring(0, event.indexOf('.')));
            groups.computeIfAbsent(group, _ -> new ArrayList<>())
                    .add(new WebhooksPage.EventChoice(event, FIELD + event, ticked.contains(event)));
        }
        return groups.entrySet().stream()
                .map(group -> new WebhooksPage.EventGroup(group.getKey(), group.getValue()))
                .toList();
    }

    static List<String> ticked(Submitted form) {
        return EventTypes.ALL.stream()
                .filter(event -> form.ticked(FIELD + event))
                .toList();
    }
}
