package dev.mailmoor.server.workspace;

/** Who asks, in which workspace, in which role: what every door hands to the rooms behind it. */
public record Access(WorkspaceId workspace, Actor actor, Role role) {}
