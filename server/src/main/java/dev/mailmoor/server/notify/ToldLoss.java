package dev.mailmoor.server.notify;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** A loss that people are told of. */
record ToldLoss(WorkspaceId workspace, MailboxId mailbox, UUID loss, Instant beganAt) {}
