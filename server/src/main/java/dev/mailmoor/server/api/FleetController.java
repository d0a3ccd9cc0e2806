package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.MonitorFigures;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The fleet in figures. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class FleetController {
    private final Fleet fleet;
    private final MonitorFigures monitor;

    FleetController(Fleet fleet, MonitorFigures monitor) {
        this.fleet = fleet;
        this.monitor = monitor;
    }

    @GetMapping("/fleet")
    @Needs(Role.VIEWER)
    @Call(value = "The fleet in figures.", gives = "Fleet")
    Map<String, Object> fleet(Access access) {
        MonitorFigures.Figures figures = monitor.figures(access.workspace());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mailboxes", byState(fleet.counts(access.workspace())));
        json.put(
                "providers",
                fleet.providers(access.workspace()).stream()
                        .map(FleetController::provider)
                        .toList());
        json.put(
                "incidents",
                figures.incidents().stream().map(FleetController::incident).toList());
        json.put(
                "stretchedServers",
                figures.stretched().stream().map(FleetController::stretched).toList());
        json.put("checksPerMinute", figures.checksPerMinute());
        json.put("oldestOverdueSeconds", figures.oldestOverdueSeconds());
        json.put("pendingMessages", 0);
        return json;
    }

    private static Map<String, Long> byState(Map<MailboxState, Long> counts) {
        Map<String, Long> json = new LinkedHashMap<>();
        for (MailboxState state : MailboxState.values()) {
            json.put(state.word(), counts.getOrDefault(state, 0L));
        }
        return json;
    }

    private static Map<String, Object> provider(Fleet.ProviderCount count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", count.provider());
        json.put("total", count.total());
        json.put("mailboxes", byState(count.byState()));
        return json;
    }

    private static Map<String, Object> incident(MonitorFigures.OpenIncident incident) {
        return Map.of(
                "server", incident.server(),
                "openedAt", incident.openedAt().toString(),
                "lastTurnedAt", incident.lastTurnedAt().toString());
    }

    private static Map<String, Object> stretched(MonitorFigures.StretchedServer server) {
        return Map.of(
                "server", server.server(), "intervalSeconds", server.interval().toSeconds());
    }
}
