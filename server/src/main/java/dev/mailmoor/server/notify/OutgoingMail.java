package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A mail that this process took on itself to send.
 *
 * @param claim proves that it still may
 * @param attempts how often it was tried, this time included
 */
record OutgoingMail(
        WorkspaceId workspace,
        UUID id,
        String kind,
        Recipient recipient,
        JsonNode about,
        int attempts,
        Instant madeAt,
        UUID claim) {}
