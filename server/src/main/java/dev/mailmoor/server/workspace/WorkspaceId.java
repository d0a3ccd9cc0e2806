package dev.mailmoor.server.workspace;

import java.util.UUID;

/** Identifies a tenant. Every query of a tenant's data is bound to one. */
public record WorkspaceId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
