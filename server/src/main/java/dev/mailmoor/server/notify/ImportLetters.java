package dev.mailmoor.server.notify;

import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.EmailAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reports a finished import to whoever was named for it, from the event's own words. */
@Component
class ImportLetters implements Letters {
    static final String KIND = "import";
    private static final List<String> COUNTS = List.of("total", "created", "updated", "unchanged", "failed");

    private final Doors doors;

    ImportLetters(Doors doors) {
        this.doors = doors;
    }

    /** Empty when nobody was named. */
    static Optional<Recipient> recipient(JournalEvent event) {
        return Optional.ofNullable(told(event).get("reportTo"))
                .map(String::valueOf)
                .flatMap(EmailAddress::parse)
                .map(address -> new Recipient(address.value(), Audience.PERSON));
    }

    private static Map<?, ?> told(JournalEvent event) {
        return event.data().get("import") instanceof Map<?, ?> told ? told : Map.of();
    }

    static Map<String, Object> about(JournalEvent event) {
        Map<?, ?> told = told(event);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("id", String.valueOf(told.get("id")));
        about.put("fileName", String.valueOf(told.get("fileName")));
        about.put("state", String.valueOf(told.get("state")));
        COUNTS.forEach(count -> about.put(count, told.get(count) instanceof Number number ? number.longValue() : 0L));
        return about;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Written write(OutgoingMail mail) {
        JsonNode about = mail.about();
        long failed = about.path("failed").asLong(0);
        StringJoiner counts = new StringJoiner("\n");
        COUNTS.forEach(
                count -> counts.add("- " + count + ": " + about.path(count).asLong(0)));
        String how = about.path("state").asString("").equals("cancelled") ? "was cancelled" : "is finished";
        return Written.Text.of(
                "Import " + how + (failed == 0 ? "" : ": " + failed + " rows failed"),
                "The import of " + about.path("fileName").asString("") + " " + how + ":\n\n" + counts
                        + (failed == 0 ? "" : "\n\nThe report says of each row why it failed.")
                        + "\n\nSee the report in the console:\n"
                        + doors.imports("/imports/" + about.path("id").asString("")));
    }
}
