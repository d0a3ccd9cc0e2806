package dev.mailmoor.server.workspace;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The API keys of the last three seconds, so that a busy program costs no query for each request while a revoked key still
 * ends at once. Known keys only, so strangers cannot fill it.
 */
final class RecentKeys {
    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MOST = 10_000;

    private final Map<String, Entry> byHash = new ConcurrentHashMap<>();

    /** @param usedAt when its use was last written down */
    record Known(WorkspaceId workspace, UUID id, String name, Role role, Instant usedAt) {}

    private record Entry(Known known, long until) {}

    Optional<Known> find(byte[] hash) {
        Entry entry = byHash.get(HexFormat.of().formatHex(hash));
        if (entry == null || System.nanoTime() - entry.until >= 0) {
            return Optional.empty();
        }
        return Optional.of(entry.known);
    }

    void remember(byte[] hash, Known known) {
        if (byHash.size() >= MOST) {
            byHash.clear();
        }
        byHash.put(HexFormat.of().formatHex(hash), new Entry(known, System.nanoTime() + LIFE_NANOS));
    }

    void forget(UUID apiKey) {
        byHash.values().removeIf(entry -> entry.known.id.equals(apiKey));
    }

    void used(Known known, Instant at) {
        Known now = new Known(known.workspace, known.id, known.name, known.role, at);
        byHash.replaceAll((_, entry) -> entry.known.id.equals(known.id) ? new Entry(now, entry.until) : entry);
    }
}
