package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.fleet.Order;
import dev.mailmoor.server.fleet.Page;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mailboxes: added, listed, changed, removed. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class MailboxesController {
    private final Connections connections;
    private final Fleet fleet;
    private final Answers answers;

    MailboxesController(@Lazy Connections connections, Fleet fleet, Answers answers) {
        this.connections = connections;
        this.fleet = fleet;
        this.answers = answers;
    }

    /** Tries a draft without saving it. */
    @PostMapping("/probe")
    @Needs(Role.OPERATOR)
    ResponseEntity<Object> probe(Access access, @RequestBody MailboxRequest request) {
        return Answers.tried(connections.probe(access, request.draft()));
    }

    @PostMapping("/mailboxes")
    @Needs(Role.OPERATOR)
    ResponseEntity<Object> add(Access access, @RequestBody MailboxRequest request) {
        return answers.created(connections.connect(access, request.draft(), request.proving()));
    }

    @GetMapping("/mailboxes")
    @Needs(Role.VIEWER)
    Map<String, @Nullable Object> list(Access access, Paging paging, @RequestParam Map<String, String> query) {
        Fleet.PageRequest request = new Fleet.PageRequest(paging.limit(), paging.cursor());
        try {
            Page<MailboxView> page = fleet.list(access.workspace(), filter(query), Order.ADDRESS, request);
            return Paging.body(
                    page.items().stream().map(MailboxJson::of).toList(),
                    page.nextCursor().orElse(null));
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    @GetMapping("/mailboxes/{id}")
    @Needs(Role.VIEWER)
    ResponseEntity<Object> show(Access access, @PathVariable UUID id) {
        return fleet.find(access.workspace(), new MailboxId(id))
                .map(Answers::mailbox)
                .orElseGet(() -> Problem.notFound().response());
    }

    @PatchMapping("/mailboxes/{id}")
    @Needs(Role.OPERATOR)
    ResponseEntity<Object> change(
            Access access, @PathVariable UUID id, Version version, @RequestBody MailboxRequest request) {
        return answers.changed(
                connections.change(access, new MailboxId(id), request.change(version), request.proving()));
    }

    /** Nothing is pending before messages are sent through Mailmoor: {@code discardPending} changes nothing yet. */
    @DeleteMapping("/mailboxes/{id}")
    @Needs(Role.OPERATOR)
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

    private static MailboxFilter filter(Map<String, String> query) {
        return new MailboxFilter(
                given(query, "state").map(MailboxesController::state),
                given(query, "provider"),
                given(query, "tag"),
                given(query, "owner"),
                given(query, "q"));
    }

    private static Optional<String> given(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isBlank());
    }

    private static MailboxState state(String word) {
        return Arrays.stream(MailboxState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(Problem.field("state", "One of %s.".formatted(STATES))));
    }

    private static final String STATES =
            Arrays.stream(MailboxState.values()).map(MailboxState::word).collect(Collectors.joining(", "));
}
