package dev.mailmoor.server.api;

import dev.mailmoor.server.webhook.Deliveries;
import dev.mailmoor.server.webhook.Delivery;
import dev.mailmoor.server.webhook.Webhooks;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was and will be sent to a webhook. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/webhooks/{id}")
class DeliveriesController {
    private final Webhooks webhooks;
    private final Deliveries deliveries;

    DeliveriesController(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** @param state {@code failed} or {@code all} */
    record Since(@Nullable String since, @Nullable String state) {}

    @GetMapping("/deliveries")
    @Needs(Role.ADMIN)
    @Call(value = "Lists deliveries, newest first.", gives = "Delivery", shape = Call.Shape.PART_OF_LIST)
    ResponseEntity<Object> list(
            Access access, @PathVariable UUID id, Paging paging, @RequestParam Optional<String> state) {
        if (webhooks.find(access.workspace(), id).isEmpty()) {
            return Problem.notFound().response();
        }
        List<Delivery> found = deliveries.newest(
                access.workspace(),
                id,
                new Deliveries.Wanted(
                        paging.limit() + 1,
                        paging.place().map(DeliveriesController::position),
                        state.map(DeliveriesController::state)));
        return ResponseEntity.ok(paging.page(
                found, one -> new Paging.Place(one.createdAt(), one.id().toString()), WebhookJson::of));
    }

    @PostMapping("/test")
    @Needs(Role.ADMIN)
    @Call(value = "Sends a made-up event and tells what came of it.", gives = "Delivery")
    ResponseEntity<Object> test(Access access, @PathVariable UUID id) {
        return deliveries
                .test(access, id)
                .<ResponseEntity<Object>>map(one -> ResponseEntity.ok(WebhookJson.of(one)))
                .orElseGet(() -> Problem.notFound().response());
    }

    @PostMapping("/deliveries/{delivery}/replay")
    @Needs(Role.ADMIN)
    @Call(value = "Queues a delivery once more.", gives = "Delivery", status = 202)
    ResponseEntity<Object> replay(Access access, @PathVariable UUID id, @PathVariable UUID delivery) {
        return switch (deliveries.replay(access, id, delivery)) {
            case Deliveries.Replay.Queued(Delivery queued) ->
                ResponseEntity.status(HttpStatus.ACCEPTED).body(WebhookJson.of(queued));
            case Deliveries.Replay.StillOpen _ ->
                Problem.conflict("It is on its way already, or was a test.").response();
            case Deliveries.Replay.NotFound _ -> Problem.notFound().response();
        };
    }

    @PostMapping("/deliveries/replay")
    @Needs(Role.ADMIN)
    @Call(
            value = "Queues again what was made since a time, at most 10,000 deliveries.",
            gives = "Replayed",
            status = 202)
    ResponseEntity<Object> replaySince(Access access, @PathVariable UUID id, @RequestBody Since wanted) {
        OptionalInt queued =
                deliveries.replaySince(access, id, new Deliveries.Since(time(wanted.since()), which(wanted.state())));
        return queued.isPresent()
                ? ResponseEntity.status(HttpStatus.ACCEPTED).body(Map.of("replayed", queued.getAsInt()))
                : Problem.notFound().response();
    }

    private static Deliveries.Which which(@Nullable String word) {
        return switch (word == null ? "failed" : word) {
            case "failed" -> Deliveries.Which.FAILED;
            case "all" -> Deliveries.Which.ALL;
            default -> throw new Refusal(Problem.field("state", "One of failed, all."));
        };
    }

    private static Instant time(@Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw new Refusal(Problem.field("since", "A time is needed, 2026-03-02T09:00:00Z for one."));
        }
    }

    private static Delivery.State state(String word) {
        return Arrays.stream(Delivery.State.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(Problem.field("state", "One of queued, waiting, delivered, failed.")));
    }

    private static Deliveries.Position position(Paging.Place place) {
        try {
            return new Deliveries.Position(place.at(), UUID.fromString(place.id()));
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }
}
