package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.fleet.Order;
import dev.mailmoor.server.fleet.Page;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mailboxes: added, listed, changed, removed. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class MailboxesController {
    private final Connections connections;
    private final Fleet fleet;
    private final Answers answers;

    MailboxesController(Connections connections, Fleet fleet, Answers answers) {
        this.connections = connections;
        this.fleet = fleet;
        this.answers = answers;
    }

    /** Tries a draft without saving it. */
    @PostMapping("/probe")
    @Needs(Role.OPERATOR)
    @Call(value = "Tries a mailbox without saving it.", gives = "Diagnoses")
    ResponseEntity<Object> probe(Access access, @RequestBody MailboxRequest request) {
        return Answers.tried(connections.probe(access, request.draft()));
    }

    @PostMapping("/mailboxes")
    @Needs(Role.OPERATOR)
    @Call(value = "Adds a mailbox; it is tried first.", gives = "Mailbox", status = 201)
    ResponseEntity<Object> add(Access access, @RequestBody MailboxRequest request) {
        return answers.created(connections.connect(access, request.draft(), request.proving()));
    }

    @GetMapping("/mailboxes")
    @Needs(Role.VIEWER)
    @Call(value = "Lists mailboxes by address.", gives = "Mailbox", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging, MailboxFilter filter) {
        Fleet.PageRequest request = new Fleet.PageRequest(paging.limit(), paging.cursor());
        try {
            Page<MailboxView> page = fleet.list(access.workspace(), filter, Order.ADDRESS, request);
            return Paging.body(
                    page.items().stream()
                            .map(view -> MailboxJson.of(view, access.role()))
                            .toList(),
                    page.nextCursor().orElse(null));
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    @GetMapping("/mailboxes/{id}")
    @Needs(Role.VIEWER)
    @Call(value = "Shows a mailbox.", gives = "Mailbox")
    ResponseEntity<Object> show(Access access, @PathVariable UUID id) {
        return fleet.find(access.workspace(), new MailboxId(id))
                .map(view -> Answers.mailbox(view, access.role()))
                .orElseGet(() -> Problem.notFound().response());
    }

    @PatchMapping("/mailboxes/{id}")
    @Needs(Role.OPERATOR)
    @Call(value = "Changes a mailbox; changed channels are tried first.", gives = "Mailbox")
    ResponseEntity<Object> change(
            Access access, @PathVariable UUID id, Version version, @RequestBody MailboxRequest request) {
        return answers.changed(
                connections.change(access, new MailboxId(id), request.change(version), request.proving()));
    }

    /** Nothing is pending before messages are sent through Mailmoor: {@code discardPending} changes nothing yet. */
    @DeleteMapping("/mailboxes/{id}")
    @Needs(Role.OPERATOR)
    @Call(value = "Disconnects a mailbox.", status = 204)
    ResponseEntity<Object> remove(Access access, @PathVariable UUID id, Version version) {
        return switch (connections.disconnect(access, new MailboxId(id), version.expected())) {
            case Connections.Disconnection.Gone _ -> ResponseEntity.noContent().build();
            case Connections.Disconnection.Refused(String reason) ->
                Problem.conflict(reason).response();
            case Connections.Disconnection.NotFound _ -> Problem.notFound().response();
            case Connections.Disconnection.Stale _ -> stale(access, id);
        };
    }

    private ResponseEntity<Object> stale(Access access, UUID id) {
        return fleet.find(access.workspace(), new MailboxId(id))
                .map(view -> Problem.stale(view.mailbox().version()))
                .orElseGet(Problem::notFound)
                .response();
    }
}
