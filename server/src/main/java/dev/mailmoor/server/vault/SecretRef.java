package dev.mailmoor.server.vault;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.UUID;

/**
 * Names one sealed secret; all four parts are its associated data, so a row that was swapped or rolled back does not open.
 *
 * @param subject what the secret belongs to, a mailbox for one
 * @param purpose {@code receiving} or {@code sending} for a mailbox's channels
 */
public record SecretRef(WorkspaceId workspace, UUID subject, String purpose, long version) {}
