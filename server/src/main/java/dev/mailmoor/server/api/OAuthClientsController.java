package dev.mailmoor.server.api;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** The workspace's registrations at OAuth servers. Their secrets go in and never come out. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/oauth-clients")
class OAuthClientsController {
    private final OAuthClients clients;

    OAuthClientsController(OAuthClients clients) {
        this.clients = clients;
    }

    @GetMapping
    @Needs(Role.VIEWER)
    @Call(value = "Lists OAuth clients, oldest first.", gives = "OAuthClient", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        return Parts.of(clients.all(access.workspace()), client -> client.id().toString(), this::json, paging);
    }

    @GetMapping("/{id}")
    @Needs(Role.VIEWER)
    @Call(value = "Shows an OAuth client.", gives = "OAuthClient")
    ResponseEntity<Object> show(Access access, @PathVariable UUID id) {
        return clients.find(access.workspace(), new OAuthClientId(id))
                .map(client -> saved(client, HttpStatus.OK))
                .orElseGet(() -> Problem.notFound().response());
    }

    @PostMapping
    @Needs(Role.ADMIN)
    @Call(value = "Adds an OAuth client.", gives = "OAuthClient", status = 201)
    ResponseEntity<Object> add(Access access, @RequestBody OAuthClientRequest request) {
        return answer(clients.add(access, request.draft()), HttpStatus.CREATED);
    }

    @PatchMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Changes an OAuth client; another issuer needs its secret.", gives = "OAuthClient")
    ResponseEntity<Object> change(
            Access access, @PathVariable UUID id, Version version, @RequestBody OAuthClientRequest request) {
        return answer(
                clients.change(access, new OAuthClientId(id), request.draft(), version.expected()), HttpStatus.OK);
    }

    @DeleteMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Removes an OAuth client that no mailbox signs in by.", status = 204)
    ResponseEntity<Object> remove(Access access, @PathVariable UUID id) {
        return switch (clients.remove(access, new OAuthClientId(id))) {
            case OAuthClients.Removal.Removed() -> ResponseEntity.noContent().build();
            case OAuthClients.Removal.InUse(int mailboxes) ->
                Problem.conflict("%d mailboxes sign in by this OAuth client, or did until lately.".formatted(mailboxes))
                        .response();
            case OAuthClients.Removal.NotFound() -> Problem.notFound().response();
        };
    }

    private ResponseEntity<Object> answer(OAuthClients.Saving saving, HttpStatus success) {
        return switch (saving) {
            case OAuthClients.Saving.Saved(OAuthClient client) -> saved(client, success);
            case OAuthClients.Saving.Invalid(List<OAuthClients.Fault> faults) ->
                Problem.fields(faults.stream()
                                .map(fault -> new FieldError(fault.field(), fault.message()))
                                .toList())
                        .response();
            case OAuthClients.Saving.Stale(long current) ->
                Problem.stale(current).response();
            case OAuthClients.Saving.NotFound() -> Problem.notFound().response();
        };
    }

    private ResponseEntity<Object> saved(OAuthClient client, HttpStatus success) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(success).eTag(Version.etag(client.version()));
        if (success == HttpStatus.CREATED) {
            answer.header("Location", ApiPaths.ROOT + "/oauth-clients/" + client.id());
        }
        return answer.body(json(client));
    }

    private Map<String, @Nullable Object> json(OAuthClient client) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", client.id().toString());
        json.put("name", client.name());
        json.put("provider", client.provider().word());
        json.put("flow", client.flow().word());
        json.put("issuer", client.issuer().toString());
        json.put("clientId", client.identifier());
        json.put("scopes", client.scopes());
        json.put("hosts", client.hosts());
        json.put("redirectUri", clients.redirectAddress().toString());
        json.put("createdAt", client.createdAt().toString());
        json.put("version", Long.toString(client.version()));
        return json;
    }
}
