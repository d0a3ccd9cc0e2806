package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
    /** For those who may look only: the diagnosis without what was said on the wire. */
    public JournalEvent withoutTranscript() {
        if (!(data.get("diagnosis") instanceof Map<?, ?> diagnosis)) {
            return this;
        }
        Map<Object, @Nullable Object> shorter = new LinkedHashMap<>(diagnosis);
        shorter.replace("transcript", List.of());
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(data);
        rest.put("diagnosis", shorter);
        return new JournalEvent(id, workspace, type, at, rest);
    }

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
