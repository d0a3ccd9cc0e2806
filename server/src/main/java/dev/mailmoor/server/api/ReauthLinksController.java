package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.reauth.ReauthLink;
import dev.mailmoor.server.reauth.ReauthLinks;
import dev.mailmoor.server.settings.PlainDuration;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Links for somebody with no account. A new one is shown in the answer that makes it and never again. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/mailboxes/{id}/reauth-links")
class ReauthLinksController {
    private final ReauthLinks links;
    private final Fleet fleet;

    ReauthLinksController(ReauthLinks links, Fleet fleet) {
        this.links = links;
        this.fleet = fleet;
    }

    record Wish(@Nullable String expiresIn, @Nullable String note) {
        static final Wish USUAL = new Wish(null, null);

        LinkWish read() {
            Duration life = expiresIn == null
                    ? LinkWish.USUAL
                    : PlainDuration.parse(expiresIn)
                            .orElseThrow(() -> new Refusal(Problem.field(
                                    "expiresIn", "A duration is written like 30m, 72h or 7d, not " + expiresIn + ".")));
            return new LinkWish(life, note == null ? "" : note);
        }
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    @Call(
            value = "Makes a link for somebody with no account; it replaces the one made before, and is shown once.",
            gives = "MadeReauthLink",
            status = 201)
    ResponseEntity<Object> make(
            Access access,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Wish wish,
            HttpServletRequest request) {
        ShownOnce.mark(request);
        LinkWish wanted = (wish == null ? Wish.USUAL : wish).read();
        return switch (links.make(access, new MailboxId(id), wanted)) {
            case ReauthLinks.Making.Done(ReauthLinks.Made made) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(Map.of(
                                "url",
                                made.url().toString(),
                                "expiresAt",
                                made.expiresAt().toString()));
            case ReauthLinks.Making.Invalid wrong ->
                Problem.fields(wrong.errors()).response();
            case ReauthLinks.Making.NotFound _ -> Problem.notFound().response();
        };
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    @Call(
            value = "Lists the links that are good now, without their addresses.",
            gives = "ReauthLink",
            shape = Call.Shape.PART_OF_LIST)
    ResponseEntity<Object> list(Access access, @PathVariable UUID id, Paging paging) {
        if (fleet.find(access.workspace(), new MailboxId(id)).isEmpty()) {
            return Problem.notFound().response();
        }
        return ResponseEntity.ok(Parts.of(
                links.open(access.workspace(), new MailboxId(id)),
                link -> link.id().toString(),
                ReauthLinksController::json,
                paging));
    }

    @DeleteMapping
    @Needs(Role.OPERATOR)
    @Call(value = "Withdraws all links of the mailbox.", status = 204)
    ResponseEntity<Object> withdraw(Access access, @PathVariable UUID id) {
        return links.withdraw(access, new MailboxId(id))
                ? ResponseEntity.noContent().build()
                : Problem.notFound().response();
    }

    private static Map<String, @Nullable Object> json(ReauthLink link) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", link.id().toString());
        json.put("carrier", link.way().word());
        json.put("note", link.note());
        json.put("madeBy", link.madeBy());
        json.put("madeAt", link.madeAt().toString());
        json.put("expiresAt", link.expiresAt().toString());
        return json;
    }
}
