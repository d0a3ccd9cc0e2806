package dev.mailmoor.server.discovery;

import dev.mailmoor.server.workspace.WorkspaceId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How often a workspace may have discovery go out for the asking: 60 at once, then one a second. Each look asks strangers a
 * dozen questions in our name. In memory, for each process.
 */
@Component
public class DiscoveryAllowance {
    private static final int BURST = 60;
    private static final int MOST_WORKSPACES = 5_000;

    private final Map<WorkspaceId, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Bucket> eldest) {
            return size() > MOST_WORKSPACES;
        }
    };

    /** Takes one; else how long to wait, which is zero when it was given. */
    public Duration take(WorkspaceId workspace) {
        ConsumptionProbe taken = bucket(workspace).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? Duration.ZERO : Duration.ofNanos(taken.getNanosToWaitForRefill());
    }

    private synchronized Bucket bucket(WorkspaceId workspace) {
        return buckets.computeIfAbsent(
                workspace,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(BURST).refillGreedy(BURST, Duration.ofMinutes(1)))
                        .build());
    }
}
