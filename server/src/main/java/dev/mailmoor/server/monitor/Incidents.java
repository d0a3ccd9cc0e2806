package dev.mailmoor.server.monitor;

import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.monitor.PostgresIncidents.Affected;
import dev.mailmoor.server.settings.Settings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides when many mailboxes' trouble is one server's: CONTRACT §4. Only mailboxes that had worked count, so that an
 * import of wrong passwords is not taken for an outage.
 */
@Component
class Incidents {
    private static final int FEWEST = 20;
    /** One in so many is five per cent. */
    private static final int SHARE = 20;

    private final PostgresIncidents table;
    private final ClientPlaces clients;
    private final Journal journal;
    private final Settings.Checks checks;

    Incidents(PostgresIncidents table, ClientPlaces clients, Journal journal, Settings settings) {
        this.table = table;
        this.clients = clients;
        this.journal = journal;
        this.checks = settings.checks();
    }

    Holds holds() {
        return table.holds();
    }

    /**
     * Takes note of what turned, in the transaction of the change.
     *
     * @return where an incident may have begun: to be weighed once the change is committed, when each of several processes
     *     sees what the others saw
     */
    Set<String> note(List<Change> changes, Holds holds, Instant at) {
        List<Turned> turned = changes.stream()
                .filter(change -> change.turn() == Turn.SUSPECTED || change.turn() == Turn.UNREACHABLE)
                .filter(change -> change.was().proved())
                .map(Turned::of)
                .toList();
        if (turned.isEmpty()) {
            return Set.of();
        }
        table.turned(turned, at);
        Set<String> places = turned.stream().map(Turned::place).collect(Collectors.toSet());
        Set<String> open = new HashSet<>(places);
        open.retainAll(holds.places());
        if (!open.isEmpty()) {
            tell("provider.incident-opened", table.goesOn(open, at), at);
        }
        places.removeAll(open);
        Set<String> broken = turned.stream()
                .filter(Turned::brokenClient)
                .map(Turned::place)
                .filter(places::contains)
                .collect(Collectors.toSet());
        places.removeAll(broken);
        openFor(broken, turned, at);
        return places;
    }

    /** Tokens end at different times, so a broken client's mailboxes turn one by one: the first tells for all. */
    private void openFor(Set<String> broken, List<Turned> turned, Instant at) {
        if (!broken.isEmpty()) {
            broken.removeAll(table.knownAsBroken(
                    broken, turned.stream().map(Turned::mailbox).toList()));
            broken.forEach(place -> tell("provider.incident-opened", table.open(place, at), at));
        }
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void weigh(Set<String> places, Instant at) {
        Instant since = at.minus(Holds.WINDOW);
        for (String place : places) {
            int turned = table.turnedSince(place, since);
            int enough = turned * SHARE;
            if (turned >= FEWEST && table.checkedSince(place, since, enough) <= enough) {
                tell("provider.incident-opened", table.open(place, at), at);
            }
        }
    }

    @Transactional
    public void closeThoseOver(Instant at) {
        tell("provider.incident-closed", table.close(at, checks.incidentMax()), at);
    }

    private void tell(String type, Collection<Affected> affected, Instant at) {
        if (!affected.isEmpty()) {
            journal.publish(affected.stream()
                    .map(one -> new NewEvent(one.workspace(), type, at, Map.of("incident", incident(one))))
                    .toList());
        }
    }

    private Map<String, Object> incident(Affected one) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("id", one.incident().toString());
        incident.put("kind", ClientPlaces.client(one.place()).isPresent() ? "oauth-client" : "server");
        incident.put("server", clients.told(one.workspace(), one.place()));
        clients.name(one.workspace(), one.place()).ifPresent(name -> incident.put("client", name));
        incident.put("openedAt", one.openedAt().toString());
        return incident;
    }
}
