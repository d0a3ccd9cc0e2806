package dev.mailmoor.server.api;

import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.notify.NoticeSettings.Choices;
import dev.mailmoor.server.notify.NoticeSettings.Links;
import dev.mailmoor.server.notify.NoticeSettings.Outcome;
import dev.mailmoor.server.notify.SentNotice;
import dev.mailmoor.server.notify.Template;
import dev.mailmoor.server.notify.TemplateKind;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a workspace tells its people by mail. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/notice-settings")
class NoticeSettingsController {
    private static final String TEMPLATE = "/templates/{kind}";

    private final NoticeSettings notices;

    NoticeSettingsController(NoticeSettings notices) {
        this.notices = notices;
    }

    /** @param supportUrl empty: where the installation says */
    record Wish(
            @Nullable String phrase,
            @Nullable Boolean links,
            @Nullable String supportUrl) {}

    record Words(
            @Nullable String subject,
            @Nullable String body,
            @Nullable String to) {}

    @GetMapping
    @Needs(Role.OPERATOR)
    @Call(value = "How notices go, and what they say.", gives = "NoticeSettings")
    Map<String, @Nullable Object> get(Access access) {
        return json(notices.of(access.workspace()));
    }

    @PatchMapping
    @Needs(Role.ADMIN)
    @Call(value = "Changes the phrase, whether owners get links, or where people get help.", gives = "NoticeSettings")
    ResponseEntity<Object> change(Access access, @RequestBody Wish wish) {
        Choices before = notices.of(access.workspace()).choices();
        Choices wanted = new Choices(
                wish.phrase() == null ? before.phrase() : wish.phrase(),
                wish.links() == null ? before.links() : wish.links() ? Links.SENT : Links.LEFT_OUT,
                wish.supportUrl() == null ? before.support() : wish.supportUrl());
        return answer(notices.choose(access, wanted), access);
    }

    @PutMapping(TEMPLATE)
    @Needs(Role.ADMIN)
    @Call(value = "Puts the workspace's own words in the place of ours.", gives = "NoticeSettings")
    ResponseEntity<Object> changeTemplate(Access access, @PathVariable String kind, @RequestBody Words words) {
        return TemplateKind.of(kind)
                .map(known -> answer(notices.changeTemplate(access, known, given(access, known, words)), access))
                .orElseGet(() -> Problem.notFound().response());
    }

    @DeleteMapping(TEMPLATE)
    @Needs(Role.ADMIN)
    @Call(value = "Goes back to our words.", status = 204)
    ResponseEntity<Object> resetTemplate(Access access, @PathVariable String kind) {
        Optional<TemplateKind> known = TemplateKind.of(kind);
        known.ifPresent(one -> notices.resetTemplate(access, one));
        return known.isPresent()
                ? ResponseEntity.noContent().build()
                : Problem.notFound().response();
    }

    @PostMapping(TEMPLATE + "/preview")
    @Needs(Role.OPERATOR)
    @Call(
            value = "Shows a notice with made-up mailboxes, in the words given or those in force.",
            gives = "NoticePreview")
    ResponseEntity<Object> preview(Access access, @PathVariable String kind, @RequestBody Words words) {
        return TemplateKind.of(kind)
                .map(known -> preview(access, known, given(access, known, words)))
                .orElseGet(() -> Problem.notFound().response());
    }

    private ResponseEntity<Object> preview(Access access, TemplateKind kind, Template template) {
        List<Template.Fault> faults = template.faults(kind);
        if (!faults.isEmpty()) {
            return invalid(faults);
        }
        var shown = notices.preview(access.workspace(), kind, template);
        return ResponseEntity.ok(Map.of("subject", shown.subject(), "text", shown.text(), "html", shown.html()));
    }

    @PostMapping(TEMPLATE + "/test")
    @Needs(Role.ADMIN)
    @Call(value = "Sends such a notice to the member `to`.", status = 202)
    ResponseEntity<Object> test(Access access, @PathVariable String kind, @RequestBody Words words) {
        String to = words.to() == null ? "" : words.to();
        return TemplateKind.of(kind)
                .map(known -> switch (notices.sendTest(access, known, given(access, known, words), to)) {
                    case Outcome.Done _ ->
                        ResponseEntity.status(HttpStatus.ACCEPTED).<Object>build();
                    case Outcome.Invalid(var faults) -> invalid(faults);
                })
                .orElseGet(() -> Problem.notFound().response());
    }

    @GetMapping("/sent")
    @Needs(Role.OPERATOR)
    @Call(
            value = "The last notices and what became of them, newest first.",
            gives = "SentNotice",
            shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> sent(Access access, Paging paging) {
        List<SentNotice> found = notices.newest(
                access.workspace(), paging.limit() + 1, paging.place().map(NoticeSettingsController::behind));
        return paging.page(
                found, one -> new Paging.Place(one.madeAt(), one.id().toString()), NoticeSettingsController::json);
    }

    private static UUID behind(Paging.Place place) {
        try {
            return UUID.fromString(place.id());
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    /** What is left out stays as it is in force. */
    private Template given(Access access, TemplateKind kind, Words words) {
        Template now = java.util.Objects.requireNonNull(
                notices.of(access.workspace()).templates().get(kind));
        return new Template(
                words.subject() == null ? now.subject() : words.subject(),
                words.body() == null ? now.body() : words.body());
    }

    private ResponseEntity<Object> answer(Outcome outcome, Access access) {
        return switch (outcome) {
            case Outcome.Done _ -> ResponseEntity.ok(get(access));
            case Outcome.Invalid(var faults) -> invalid(faults);
        };
    }

    private static ResponseEntity<Object> invalid(List<Template.Fault> faults) {
        return Problem.fields(faults.stream()
                        .map(fault -> new FieldError(fault.field(), fault.message()))
                        .toList())
                .response();
    }

    private static Map<String, @Nullable Object> json(NoticeSettings.Overview overview) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("relay", overview.relay().orElse(null));
        json.put("from", overview.from().orElse(null));
        json.put("phrase", overview.choices().phrase());
        json.put("links", overview.choices().links() == Links.SENT);
        json.put("supportUrl", overview.choices().support());
        Map<String, Object> templates = new LinkedHashMap<>();
        overview.templates()
                .forEach((kind, template) -> templates.put(
                        kind.word(),
                        Map.of(
                                "subject", template.subject(),
                                "body", template.body(),
                                "own", overview.own().contains(kind),
                                "placeholders", kind.placeholders())));
        json.put("templates", templates);
        return json;
    }

    private static Map<String, @Nullable Object> json(SentNotice one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", one.id().toString());
        json.put("kind", one.kind());
        json.put("recipient", one.recipient());
        json.put("as", one.audience().word());
        json.put("state", one.fate().word());
        json.put("attempts", one.attempts());
        json.put("madeAt", one.madeAt().toString());
        json.put("endedAt", one.endedAt().map(Instant::toString).orElse(null));
        json.put("subject", one.subject());
        json.put("failure", one.failure());
        return json;
    }
}
