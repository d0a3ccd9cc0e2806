package dev.mailmoor.server.webhook;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.UUID;

record DeliveryKey(WorkspaceId workspace, UUID webhook, UUID delivery) {}
