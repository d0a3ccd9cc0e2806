package dev.mailmoor.server.api;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins grants: gives an address for a person to open in a browser. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class GrantsController {
    private final Grants grants;

    GrantsController(Grants grants) {
        this.grants = grants;
    }

    /**
     * @param client left out: the one in force, else the first that may grant the mailbox
     * @param acceptPartial one side that signs in is enough
     */
    record Start(@Nullable String client, @Nullable Boolean acceptPartial) {
        Proving proving() {
            return Boolean.TRUE.equals(acceptPartial) ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        }
    }

    @PostMapping("/mailboxes/{id}/oauth/start")
    @Needs(Role.OPERATOR)
    @Call(value = "Begins a person's grant for a mailbox.", gives = "GrantStart")
    ResponseEntity<Object> renew(
            Access access,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Start start,
            HttpServletRequest request) {
        ShownOnce.mark(request);
        Optional<OAuthClientId> client =
                Optional.ofNullable(start).map(Start::client).map(OAuthRequest::client);
        Proving proving = Optional.ofNullable(start).map(Start::proving).orElse(Proving.WHOLE);
        return answer(grants.renew(access, new MailboxId(id), client, proving));
    }

    @PostMapping("/oauth-clients/{id}/start")
    @Needs(Role.OPERATOR)
    @Call(value = "Begins a person's grant for a mailbox that is to be added.", gives = "GrantStart")
    ResponseEntity<Object> add(
            Access access, @PathVariable UUID id, @RequestBody MailboxRequest draft, HttpServletRequest request) {
        ShownOnce.mark(request);
        return answer(grants.add(access, new OAuthClientId(id), draft.draft(), draft.proving()));
    }

    private static ResponseEntity<Object> answer(Grants.Starting starting) {
        return switch (starting) {
            case Grants.Starting.Ready(URI url) -> ResponseEntity.ok(Map.of("url", url.toString()));
            case Grants.Starting.Invalid(List<FieldError> errors) ->
                Problem.fields(errors).response();
            case Grants.Starting.NotFound() -> Problem.notFound().response();
        };
    }
}
