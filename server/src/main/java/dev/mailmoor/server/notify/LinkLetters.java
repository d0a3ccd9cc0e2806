package dev.mailmoor.server.notify;

import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the member who made a link that it brought a working login in. */
@Component
class LinkLetters implements Letters {
    static final String KIND = "link-used";

    private final Doors doors;

    LinkLetters(Doors doors) {
        this.doors = doors;
    }

    /** Empty when no link that a member made by hand was used. */
    static Optional<String> maker(JournalEvent event) {
        return Optional.ofNullable(event.data().get("linkMadeBy"))
                .map(String::valueOf)
                .filter(maker -> event.data().get("mailbox") instanceof Map);
    }

    static Map<String, Object> about(JournalEvent event) {
        Map<String, Object> about = new LinkedHashMap<>();
        if (event.data().get("mailbox") instanceof Map<?, ?> mailbox) {
            about.put("id", String.valueOf(mailbox.get("id")));
            about.put("address", String.valueOf(mailbox.get("address")));
            Optional.ofNullable(event.data().get("refusing"))
                    .ifPresent(sides -> about.put("refusing", String.valueOf(sides)));
        }
        return about;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Written write(OutgoingMail mail) {
        String address = mail.about().path("address").asString("");
        MailboxId mailbox =
                new MailboxId(UUID.fromString(mail.about().path("id").asString("")));
        String refusing = mail.about().path("refusing").asString("");
        return Written.Text.of(
                refusing.isEmpty()
                        ? address + " has a new login by your link"
                        : address + " has a new login by your link, but " + refusing + " does not work with it",
                "Somebody used the link that you made for " + address + ". " + outcome(refusing)
                        + "\n\nSee the mailbox in the console:\n" + doors.mailbox(mailbox));
    }

    private static String outcome(String refusing) {
        return refusing.isEmpty()
                ? "The new login was tried, works, and is in force. The link no longer works."
                : "The new login is in force, because they chose to save it with one side only: %s works with it, %s does not. The link no longer works; to have the other side mended, make a new one."
                        .formatted(refusing.equals("sending") ? "receiving" : "sending", refusing);
    }
}
