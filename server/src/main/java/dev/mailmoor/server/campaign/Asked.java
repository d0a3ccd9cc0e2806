package dev.mailmoor.server.campaign;

import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A person to be asked, with the token of their link. */
record Asked(UUID id, String address, String token, List<Mailbox> mailboxes) {
    /** The mailbox's owner where an address is written there, else the mailbox itself. */
    static List<Asked> of(List<Mailbox> lost) {
        Map<String, Asked> people = new LinkedHashMap<>();
        for (Mailbox mailbox : lost) {
            String address = EmailAddress.parse(mailbox.owner())
                    .orElse(mailbox.address())
                    .value();
            people.computeIfAbsent(
                            address,
                            whose -> new Asked(TimeOrderedId.next(), whose, OneTimeToken.make(), new ArrayList<>()))
                    .mailboxes()
                    .add(mailbox);
        }
        return List.copyOf(people.values());
    }

    /** The token opens a list of mailboxes: it is not printed. */
    @Override
    public String toString() {
        return "Asked[" + id + "]";
    }
}
