package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.journal.Timeline;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Pausing;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be done with one mailbox, and what was. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/mailboxes/{id}")
class MailboxActionsController {
    private final Connections connections;
    private final Pausing pausing;
    private final Fleet fleet;
    private final Timeline timeline;
    private final Answers answers;

    MailboxActionsController(
            Connections connections, Pausing pausing, Fleet fleet, Timeline timeline, Answers answers) {
        this.connections = connections;
        this.pausing = pausing;
        this.fleet = fleet;
        this.timeline = timeline;
        this.answers = answers;
    }

    @PutMapping("/credential")
    @Needs(Role.OPERATOR)
    @Call(value = "Replaces the credential; the new one is tried first.", gives = "Mailbox")
    // Allowed ParameterNumber: each is another part of the request.
    ResponseEntity<Object> renew(
            Access access,
            @PathVariable UUID id,
            Version version,
            @RequestParam(defaultValue = "true") boolean verify,
            @RequestBody CredentialRequest request) {
        return answers.changed(
                connections.renew(access, new MailboxId(id), request.candidate(version), request.proving(verify)));
    }

    @PostMapping("/rollback-credential")
    @Needs(Role.OPERATOR)
    @Call(value = "Puts the credential before the present one back, within 24 hours.", gives = "Mailbox")
    ResponseEntity<Object> rollBack(Access access, @PathVariable UUID id) {
        return answers.changed(connections.rollBack(access, new MailboxId(id)));
    }

    @PostMapping("/test")
    @Needs(Role.OPERATOR)
    @Call(value = "Tries what is stored, or edited settings with their secret.", gives = "Diagnoses")
    ResponseEntity<Object> test(
            Access access, @PathVariable UUID id, @RequestBody(required = false) @Nullable TestRequest given) {
        TestRequest request = given == null ? TestRequest.ALL : given;
        return Answers.tried(connections.test(access, new MailboxId(id), request.directions(), request.edited()));
    }

    @PostMapping("/pause")
    @Needs(Role.OPERATOR)
    @Call(value = "Stops checks until resumed.", gives = "Mailbox")
    ResponseEntity<Object> pause(Access access, @PathVariable UUID id) {
        pausing.pause(access, new MailboxId(id));
        return show(access, id);
    }

    @PostMapping("/resume")
    @Needs(Role.OPERATOR)
    @Call(value = "Checks again.", gives = "Mailbox")
    ResponseEntity<Object> resume(Access access, @PathVariable UUID id) {
        pausing.resume(access, new MailboxId(id));
        return show(access, id);
    }

    /** History outlives its mailbox: one that was removed still has its timeline. */
    @GetMapping("/timeline")
    @Needs(Role.VIEWER)
    @Call(value = "What happened to a mailbox, newest first.", gives = "TimelineEntry", shape = Call.Shape.PART_OF_LIST)
    ResponseEntity<Object> timeline(Access access, @PathVariable UUID id, Paging paging) {
        Optional<Timeline.Position> before = paging.place().map(MailboxActionsController::position);
        List<Timeline.Line> lines = timeline.newest(access.workspace(), id, paging.limit() + 1, before);
        boolean nobodys = lines.isEmpty()
                && before.isEmpty()
                && fleet.find(access.workspace(), new MailboxId(id)).isEmpty();
        if (nobodys) {
            return Problem.notFound().response();
        }
        return ResponseEntity.ok(paging.page(
                lines,
                line -> new Paging.Place(
                        line.at(), Long.toString(line.position().number())),
                MailboxActionsController::json));
    }

    private ResponseEntity<Object> show(Access access, UUID id) {
        return fleet.find(access.workspace(), new MailboxId(id))
                .map(view -> Answers.mailbox(view, access.role()))
                .orElseGet(() -> Problem.notFound().response());
    }

    private static Timeline.Position position(Paging.Place place) {
        try {
            return new Timeline.Position(place.at(), Long.parseLong(place.id()));
        } catch (NumberFormatException e) {
            throw Paging.badCursor();
        }
    }

    private static Map<String, Object> json(Timeline.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", line.at().toString());
        json.put("kind", line.kind().word());
        json.put("actor", line.actor());
        json.put("detail", line.detail());
        return json;
    }
}
