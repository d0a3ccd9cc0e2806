package dev.mailmoor.server.console;

import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.AuditTrail.Entry;
import dev.mailmoor.server.workspace.AuditTrail.Position;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class AuditScreens {
    private static final String PATH = "/settings/audit";
    private static final int LINES = 50;

    private final AuditTrail trail;

    AuditScreens(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping(PATH)
    @Needs(Role.ADMIN)
    Screen list(Visit visit, Submitted query) {
        Optional<Position> before = position(query.text("at"), query.text("id"));
        List<Entry> found = trail.newest(visit.workspace(), LINES + 1, before);
        List<Entry> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        return new AuditPage(
                visit.frame("Audit", Section.AUDIT),
                shown.stream().map(entry -> line(entry, visit)).toList(),
                found.size() > LINES ? Optional.of(link(shown.getLast())) : Optional.empty(),
                before.isEmpty());
    }

    private static String link(Entry last) {
        return PATH + "?at=" + last.at() + "&id=" + last.id();
    }

    private static Optional<Position> position(String at, String id) {
        try {
            return at.isEmpty() ? Optional.empty() : Optional.of(new Position(Instant.parse(at), UUID.fromString(id)));
        } catch (DateTimeException | IllegalArgumentException e) {
            // No place in the trail: the newest are the better answer.
            return Optional.empty();
        }
    }

    private static AuditPage.Line line(Entry entry, Visit visit) {
        return new AuditPage.Line(
                Moment.ago(entry.at(), visit.now()),
                entry.actor(),
                Words.sentence(entry.action().replace('.', ' ')),
                entry.subject(),
                entry.detail(),
                entry.from());
    }
}
