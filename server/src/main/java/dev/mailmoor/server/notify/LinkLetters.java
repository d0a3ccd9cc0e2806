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
        return Written.Text.of(
                address + " has a new login by your link",
                "Somebody used the link that you made for " + address
                        + ". The new login was tried, works, and is in force. The link works no more."
                        + "\n\nSee the mailbox in the console:\n" + doors.mailbox(mailbox));
    }
}
