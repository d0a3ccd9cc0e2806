package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** One line of a mailbox's timeline; {@code detail} is a plain sentence, without secrets. */
public record TimelineEntry(
        WorkspaceId workspace, UUID mailbox, Instant at, TimelineKind kind, Actor actor, String detail) {}
