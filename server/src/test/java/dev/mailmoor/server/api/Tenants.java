package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes workspaces with keys for tests. */
record Tenants(JdbcClient jdbc, ApiKeys keys, int port) {
    WorkspaceId workspace() {
        WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Test', now())")
                .param(workspace.value())
                .update();
        return workspace;
    }

    Caller caller(WorkspaceId workspace, Role role) {
        Access owner = new Access(workspace, new Actor.Mailmoor(), Role.OWNER);
        ApiKeys.Making.Made made = (ApiKeys.Making.Made) keys.make(owner, "test " + role.word(), role);
        return new Caller(port, made.key().<String>reveal(text -> text));
    }
}
