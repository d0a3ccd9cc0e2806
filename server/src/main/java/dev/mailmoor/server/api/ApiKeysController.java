package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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

/** The keys of a workspace. A new one is shown in the answer that makes it and never again. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/api-keys")
class ApiKeysController {
    private final ApiKeys keys;

    ApiKeysController(ApiKeys keys) {
        this.keys = keys;
    }

    record NewKey(@Nullable String name, @Nullable String role) {}

    @GetMapping
    @Needs(Role.ADMIN)
    @Call(value = "Lists API keys, newest first.", gives = "ApiKey", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        return Parts.of(keys.list(access.workspace()), key -> key.id().toString(), ApiKeysController::json, paging);
    }

    @PostMapping
    @Needs(Role.ADMIN)
    @Call(value = "Makes an API key, which is shown once.", gives = "ApiKey", status = 201)
    ResponseEntity<Object> make(Access access, @RequestBody NewKey wanted, HttpServletRequest request) {
        ShownOnce.mark(request);
        String name = wanted.name() == null ? "" : wanted.name();
        return switch (keys.make(access, name, Words.role(wanted.role()))) {
            case ApiKeys.Making.Made made -> made(made);
            case ApiKeys.Making.NotAllowed(String reason) ->
                Problem.forbidden(reason).response();
            case ApiKeys.Making.Invalid(String field, String message) ->
                Problem.field(field, message).response();
        };
    }

    @DeleteMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Revokes an API key.", status = 204)
    ResponseEntity<Object> revoke(Access access, @PathVariable UUID id) {
        return keys.revoke(access, id)
                ? ResponseEntity.noContent().build()
                : Problem.notFound().response();
    }

    /** The one place where a key goes out. */
    private static ResponseEntity<Object> made(ApiKeys.Making.Made made) {
        Map<String, @Nullable Object> json = json(made.apiKey());
        json.put("key", made.key().<String>reveal(text -> text));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", ApiPaths.ROOT + "/api-keys/" + made.apiKey().id())
                .body(json);
    }

    private static Map<String, @Nullable Object> json(ApiKeys.ApiKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", key.id().toString());
        json.put("name", key.name());
        json.put("role", key.role().word());
        json.put("prefix", key.prefix());
        json.put("createdAt", key.createdAt().toString());
        json.put("createdBy", key.createdBy());
        json.put("lastUsedAt", key.lastUsedAt().map(Instant::toString).orElse(null));
        return json;
    }
}
