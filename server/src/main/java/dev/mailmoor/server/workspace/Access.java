package dev.mailmoor.server.workspace;

/**
 * Who asks, in which workspace, in which role: what every door hands to the rooms behind it.
 *
 * @param from the address the request came from, empty when it did not come over the network; for the audit trail
 */
public record Access(WorkspaceId workspace, Actor actor, Role role, String from) {
    public Access(WorkspaceId workspace, Actor actor, Role role) {
        this(workspace, actor, role, "");
    }
}
