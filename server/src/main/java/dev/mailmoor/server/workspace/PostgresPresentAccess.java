package dev.mailmoor.server.workspace;

import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class PostgresPresentAccess implements PresentAccess {
    private final PostgresWorkspaces workspaces;
    private final ApiKeys apiKeys;

    PostgresPresentAccess(PostgresWorkspaces workspaces, ApiKeys apiKeys) {
        this.workspaces = workspaces;
        this.apiKeys = apiKeys;
    }

    @Override
    public Optional<Access> now(Access then) {
        Optional<Role> role = switch (then.actor()) {
            case Actor.Person person ->
                workspaces.membership(person.personId(), then.workspace()).map(Workspaces.Membership::role);
            case Actor.Program program ->
                apiKeys.list(then.workspace()).stream()
                        .filter(key -> key.id().equals(program.apiKeyId()))
                        .map(ApiKeys.ApiKey::role)
                        .findFirst();
            case Actor.LinkHolder _, Actor.Mailmoor _ -> Optional.of(then.role());
        };
        return role.map(now -> new Access(then.workspace(), then.actor(), now, then.from()));
    }
}
