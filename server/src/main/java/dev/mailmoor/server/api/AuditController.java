package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, newest first. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/audit")
class AuditController {
    private final AuditTrail audit;

    AuditController(AuditTrail audit) {
        this.audit = audit;
    }

    @GetMapping
    @Needs(Role.ADMIN)
    @Call(value = "Who did what, newest first.", gives = "AuditEntry", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        List<AuditTrail.Entry> entries = audit.newest(
                access.workspace(), paging.limit() + 1, paging.place().map(AuditController::position));
        return paging.page(
                entries, entry -> new Paging.Place(entry.at(), entry.id().toString()), AuditController::json);
    }

    private static AuditTrail.Position position(Paging.Place place) {
        try {
            return new AuditTrail.Position(place.at(), UUID.fromString(place.id()));
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    private static Map<String, Object> json(AuditTrail.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id().toString());
        json.put("at", entry.at().toString());
        json.put("actor", entry.actor());
        json.put("action", entry.action());
        json.put("subject", entry.subject());
        json.put("detail", entry.detail());
        json.put("address", entry.from());
        return json;
    }
}
