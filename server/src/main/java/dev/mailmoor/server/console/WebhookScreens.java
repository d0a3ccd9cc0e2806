package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.webhook.Deliveries;
import dev.mailmoor.server.webhook.Delivery;
import dev.mailmoor.server.webhook.Webhook;
import dev.mailmoor.server.webhook.Webhooks;
import dev.mailmoor.server.webhook.Webhooks.Saving;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(WebhooksScreens.PATH + "/{id}")
class WebhookScreens {
    private static final int LINES = 50;

    private final Webhooks webhooks;
    private final Deliveries deliveries;

    WebhookScreens(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @GetMapping
    @Needs(Role.ADMIN)
    Screen show(Visit visit, @PathVariable UUID id, Submitted query) {
        return page(visit, find(visit, id), query, Optional.empty());
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer change(Visit visit, @PathVariable UUID id, Submitted form) {
        Webhook before = find(visit, id);
        var change = new Webhooks.Change(
                Optional.of(form.text("url")),
                Optional.of(WebhookWords.ticked(form)),
                Optional.of(form.ticked("enabled")),
                Optional.empty(),
                OptionalLong.empty());
        return switch (webhooks.change(visit.access(), id, change)) {
            case Saving.Saved _ -> there(id).saying(Notice.good("Saved."));
            case Saving.Invalid(List<Webhooks.Fault> faults) -> page(visit, before, form, Optional.of(faults));
            case Saving.Refused(String reason) -> there(id).saying(Notice.bad(reason));
            case Saving.Stale _, Saving.NotFound _ -> throw new NotHere("no such webhook");
        };
    }

    @PostMapping("/secret")
    @Needs(Role.ADMIN)
    Answer renewSecret(Visit visit, @PathVariable UUID id) {
        if (webhooks.renewSecret(visit.access(), id) instanceof Saving.Saved(Webhook webhook, Optional<Secret> made)) {
            return to(webhook.id(), made);
        }
        throw new NotHere("no such webhook");
    }

    @PostMapping("/test")
    @Needs(Role.ADMIN)
    Answer test(Visit visit, @PathVariable UUID id) {
        Delivery tried = deliveries.test(visit.access(), id).orElseThrow(() -> new NotHere("no such webhook"));
        String why = tried.last().map(Delivery.LastTry::failure).orElse("");
        return there(id)
                .saying(
                        tried.state() == Delivery.State.DELIVERED
                                ? Notice.good("The receiver took the test.")
                                : Notice.bad("The receiver did not take the test: " + why + "."));
    }

    @PostMapping("/remove")
    @Needs(Role.ADMIN)
    Answer remove(Visit visit, @PathVariable UUID id) {
        if (!webhooks.remove(visit.access(), id)) {
            throw new NotHere("no such webhook");
        }
        return GoTo.path(WebhooksScreens.PATH).saying(Notice.good("Removed: it is told nothing more."));
    }

    @PostMapping("/replay")
    @Needs(Role.ADMIN)
    Answer replayFailed(Visit visit, @PathVariable UUID id) {
        var failed = new Deliveries.Since(Instant.EPOCH, Deliveries.Which.FAILED);
        int queued =
                deliveries.replaySince(visit.access(), id, failed).orElseThrow(() -> new NotHere("no such webhook"));
        return there(id).saying(Notice.good(Numbers.count(queued, "delivery is", "deliveries are") + " sent again."));
    }

    @PostMapping("/deliveries/{delivery}/replay")
    @Needs(Role.ADMIN)
    Answer replay(Visit visit, @PathVariable UUID id, @PathVariable UUID delivery) {
        return switch (deliveries.replay(visit.access(), id, delivery)) {
            case Deliveries.Replay.Queued _ -> there(id).saying(Notice.good("It is sent again."));
            case Deliveries.Replay.StillOpen _ -> there(id).saying(Notice.bad("It is on its way already."));
            case Deliveries.Replay.NotFound _ -> throw new NotHere("no such delivery");
        };
    }

    private Webhook find(Visit visit, UUID id) {
        return webhooks.find(visit.workspace(), id).orElseThrow(() -> new NotHere("no such webhook"));
    }

    private static GoTo there(UUID id) {
        return GoTo.path(WebhooksScreens.PATH + "/" + id);
    }

    /** To its page, which shows the secret if one was made. */
    static GoTo to(UUID id, Optional<Secret> made) {
        return made.map(secret -> there(id).showing(new Once("", secret))).orElseGet(() -> there(id));
    }

    /** @param asked what the page was asked with: a place in the list, or the form that comes back with its faults */
    private Screen page(Visit visit, Webhook webhook, Submitted asked, Optional<List<Webhooks.Fault>> wrong) {
        Optional<Deliveries.Position> before = position(asked);
        List<Delivery> found = deliveries.newest(
                visit.workspace(), webhook.id(), new Deliveries.Wanted(LINES + 1, before, Optional.empty()));
        List<Delivery> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        return new WebhookPage(
                visit.frame("Webhook", Section.WEBHOOKS),
                webhook.id().toString(),
                WebhookWords.line(webhook, visit.now()),
                WebhookWords.events(wrong.isPresent() ? WebhookWords.ticked(asked) : webhook.events()),
                wrong.map(faults -> WebhooksScreens.wrong(asked, faults))
                        .orElseGet(() -> Fields.of(Map.of("url", webhook.url()))),
                visit.once().map(Once::secret),
                webhook.secret().oldUntil().filter(visit.now()::isBefore).map(at -> Moment.in(at, visit.now())),
                WebhookWords.backlog(webhook.backlog()),
                shown.stream().map(one -> WebhookWords.line(one, visit.now())).toList(),
                before.isEmpty(),
                found.size() > LINES ? Optional.of(link(webhook, shown.getLast())) : Optional.empty());
    }

    private static String link(Webhook webhook, Delivery last) {
        return "%s/%s?at=%s&id=%s".formatted(WebhooksScreens.PATH, webhook.id(), last.createdAt(), last.id());
    }

    private static Optional<Deliveries.Position> position(Submitted query) {
        try {
            return query.text("at").isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Deliveries.Position(
                            Instant.parse(query.text("at")), UUID.fromString(query.text("id"))));
        } catch (DateTimeException | IllegalArgumentException e) {
            // No place in the list: the newest are the better answer.
            return Optional.empty();
        }
    }
}
