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
 * @param unanswered how often the relay broke off where it may have taken it
 */
record OutgoingMail(
        WorkspaceId workspace,
        UUID id,
        String kind,
        Recipient recipient,
        JsonNode about,
        int attempts,
        int unanswered,
        Instant madeAt,
        UUID claim) {}
