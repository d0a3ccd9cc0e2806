package dev.mailmoor.server.workspace;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tenants, and who is a member of which. */
public interface Workspaces {
    Optional<String> nameOf(WorkspaceId workspace);

    /** Who asks people for something, in their words: a member and where, or the workspace. @param label of an actor */
    default String asking(WorkspaceId workspace, String label) {
        String name = nameOf(workspace).orElse("");
        return label.contains("@") ? label + " at " + name : name;
    }

    /** All that a person is a member of, by name. */
    List<Membership> of(UUID person);

    /** A further workspace, with the person who asks as its owner; empty when the name is not 1 to 100 characters. */
    Optional<WorkspaceId> create(Access owner, Actor.Person person, String name);

    record Membership(WorkspaceId workspace, String name, Role role) {}
}
