package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A public event as it was published.
 *
 * @param id the same for everybody who is told; a reader who stopped goes on behind it
 */
public record JournalEvent(
        UUID id, WorkspaceId workspace, String type, Instant at, Map<String, @Nullable Object> data) {
    /** The body that programs get: {@code {id, type, timestamp, data:{workspace, …}}}. */
    public Map<String, Object> body() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("workspace", workspace.toString());
        all.putAll(data);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.put("data", all);
        return body;
    }
}
