package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.webhook.Webhook;
import dev.mailmoor.server.webhook.Webhooks;
import dev.mailmoor.server.webhook.Webhooks.Saving;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Programs that are told of events. A secret that was made is shown in the answer that made it and never again. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/webhooks")
class WebhooksController {
    private final Webhooks webhooks;

    WebhooksController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record NewWebhook(
            @Nullable String url,
            @Nullable List<@Nullable String> events,
            @Nullable Secret secret) {}

    record ChangedWebhook(
            @Nullable String url,
            @Nullable List<@Nullable String> events,
            @Nullable Boolean enabled,
            @Nullable Secret secret) {}

    @GetMapping
    @Needs(Role.ADMIN)
    @Call(value = "Lists webhooks, newest first.", gives = "Webhook", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        return Parts.of(webhooks.list(access.workspace()), one -> one.id().toString(), WebhookJson::of, paging);
    }

    @PostMapping
    @Needs(Role.ADMIN)
    @Call(value = "Adds a webhook; without a secret one is made and shown once.", gives = "Webhook", status = 201)
    ResponseEntity<Object> add(Access access, @RequestBody NewWebhook wanted, HttpServletRequest request) {
        if (wanted.secret() == null) {
            ShownOnce.mark(request);
        }
        return answer(
                webhooks.add(
                        access,
                        new Webhooks.Draft(
                                Objects.requireNonNullElse(wanted.url(), ""),
                                events(wanted.events()).orElse(List.of()),
                                Optional.ofNullable(wanted.secret()))),
                HttpStatus.CREATED);
    }

    @GetMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Shows a webhook.", gives = "Webhook")
    ResponseEntity<Object> show(Access access, @PathVariable UUID id) {
        return webhooks.find(access.workspace(), id)
                .map(webhook -> body(webhook, Optional.empty(), HttpStatus.OK))
                .orElseGet(() -> Problem.notFound().response());
    }

    @PatchMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Changes a webhook; after a new secret the old one signs too for 24 hours.", gives = "Webhook")
    ResponseEntity<Object> change(
            Access access, @PathVariable UUID id, Version version, @RequestBody ChangedWebhook wanted) {
        Webhooks.Change change = new Webhooks.Change(
                Optional.ofNullable(wanted.url()),
                events(wanted.events()),
                Optional.ofNullable(wanted.enabled()),
                Optional.ofNullable(wanted.secret()),
                version.expected());
        return answer(webhooks.change(access, id, change), HttpStatus.OK);
    }

    @PostMapping("/{id}/secret")
    @Needs(Role.ADMIN)
    @Call(value = "Makes a new secret, shown once; the old one signs too for 24 hours.", gives = "Webhook")
    ResponseEntity<Object> renewSecret(Access access, @PathVariable UUID id, HttpServletRequest request) {
        ShownOnce.mark(request);
        return answer(webhooks.renewSecret(access, id), HttpStatus.OK);
    }

    @DeleteMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Removes a webhook and its deliveries.", status = 204)
    ResponseEntity<Object> remove(Access access, @PathVariable UUID id) {
        return webhooks.remove(access, id)
                ? ResponseEntity.noContent().build()
                : Problem.notFound().response();
    }

    /** What is no text is no event's name. */
    private static Optional<List<String>> events(@Nullable List<@Nullable String> given) {
        return Optional.ofNullable(given)
                .map(all -> all.stream()
                        .map(name -> Objects.requireNonNullElse(name, ""))
                        .toList());
    }

    private static ResponseEntity<Object> answer(Saving saving, HttpStatus good) {
        return switch (saving) {
            case Saving.Saved(Webhook webhook, Optional<Secret> made) -> body(webhook, made, good);
            case Saving.Invalid(List<Webhooks.Fault> faults) ->
                Problem.fields(faults.stream()
                                .map(fault -> new FieldError(fault.field(), fault.message()))
                                .toList())
                        .response();
            case Saving.Refused(String reason) -> Problem.conflict(reason).response();
            case Saving.Stale(long current) -> Problem.stale(current).response();
            case Saving.NotFound _ -> Problem.notFound().response();
        };
    }

    /** The one place where a secret goes out. */
    private static ResponseEntity<Object> body(Webhook webhook, Optional<Secret> made, HttpStatus status) {
        Map<String, @Nullable Object> json = WebhookJson.of(webhook);
        made.ifPresent(secret -> json.put("secret", secret.<String>reveal(text -> text)));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(Version.etag(webhook.version()));
        if (status == HttpStatus.CREATED) {
            answer.header("Location", ApiPaths.ROOT + "/webhooks/" + webhook.id());
        }
        return answer.body(json);
    }
}
