package dev.mailmoor.server.monitor;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the checks are getting on. Quick whatever the size of the fleet. */
public interface MonitorFigures {
    /** Pace and lag are the whole service's; incidents and stretched servers are those that touch this workspace. */
    Figures figures(WorkspaceId workspace);

    /**
     * @param checksPerMinute over all processes, in the last minute
     * @param oldestOverdueSeconds how long the channel that waits longest is overdue; 0 when none is
     */
    record Figures(
            long checksPerMinute,
            long oldestOverdueSeconds,
            List<OpenIncident> incidents,
            List<StretchedServer> stretched) {}

    /**
     * A provider's trouble.
     *
     * @param server the provider's id, or {@code host:port} where it is not a known one
     */
    record OpenIncident(String server, Instant openedAt, Instant lastTurnedAt) {}

    /**
     * A server whose login budget does not allow a check of every channel each interval.
     *
     * @param server {@code host:port}
     * @param interval what a quiet channel there gets instead
     */
    record StretchedServer(String server, Duration interval) {}
}
