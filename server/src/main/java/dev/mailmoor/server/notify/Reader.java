package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.WorkspaceId;

/**
 * For whom a letter is written.
 *
 * @param workspaceName as people know it
 */
record Reader(WorkspaceId workspace, String workspaceName, Audience audience) {}
