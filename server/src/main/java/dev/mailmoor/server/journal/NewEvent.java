package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Map;

/**
 * A public event to be appended.
 *
 * @param type as CONTRACT calls it, {@code mailbox.auth-lost} for one
 * @param data goes out as JSON beside {@code workspace}; never a secret
 */
public record NewEvent(WorkspaceId workspace, String type, Instant at, Map<String, Object> data) {}
