package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;

/** Names one version of a mailbox's credential. */
public record CredentialKey(WorkspaceId workspace, MailboxId mailbox, long version) {}
