package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.ApiKeys.ApiKey;
import dev.mailmoor.server.workspace.ApiKeys.Making;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/settings/api-keys")
class ApiKeysScreens {
    private static final String PATH = "/settings/api-keys";

    private final ApiKeys keys;

    ApiKeysScreens(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    @Needs(Role.ADMIN)
    Screen list(Visit visit) {
        return page(visit, Fields.of(Map.of("role", "operator")));
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer make(Visit visit, Submitted form) {
        return switch (keys.make(visit.access(), form.text("name"), Roles.of(form.text("role")))) {
            case Making.Made(ApiKey made, Secret key) -> GoTo.path(PATH).showing(new Once(made.name(), key));
            case Making.Invalid wrong ->
                page(visit, Fields.of(form.echo(), List.of(new FieldError(wrong.field(), wrong.message()))));
            case Making.NotAllowed not -> GoTo.path(PATH).saying(Notice.bad(not.reason()));
        };
    }

    @PostMapping("/{id}/revoke")
    @Needs(Role.ADMIN)
    Answer revoke(Visit visit, @PathVariable UUID id) {
        if (!keys.revoke(visit.access(), id)) {
            throw new NotHere("no such key");
        }
        return GoTo.path(PATH).saying(Notice.good("Revoked: it opens nothing any more."));
    }

    private Screen page(Visit visit, Fields fields) {
        return new ApiKeysPage(
                visit.frame("API keys", Section.API_KEYS),
                keys.list(visit.workspace()).stream()
                        .map(key -> line(key, visit))
                        .toList(),
                Arrays.stream(Role.values())
                        .filter(visit::may)
                        .map(Roles::choice)
                        .toList(),
                fields,
                visit.once().map(once -> new ApiKeysPage.Made(once.about(), once.secret())));
    }

    private static ApiKeysPage.Line line(ApiKey key, Visit visit) {
        return new ApiKeysPage.Line(
                key.id().toString(),
                key.name(),
                Words.role(key.role()),
                key.prefix(),
                key.createdBy(),
                Moment.ago(key.createdAt(), visit.now()),
                key.lastUsedAt().map(at -> Moment.ago(at, visit.now())));
    }
}
