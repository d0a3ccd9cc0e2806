package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;

/** Names one channel. */
public record ChannelKey(WorkspaceId workspace, MailboxId mailbox, Direction direction) {}
