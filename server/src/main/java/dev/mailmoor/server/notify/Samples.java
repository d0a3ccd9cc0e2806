package dev.mailmoor.server.notify;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Made-up values by which people see what a template becomes. */
@Component
class Samples {
    private final Doors doors;

    Samples(Doors doors) {
        this.doors = doors;
    }

    Written.Text of(TemplateKind kind, Template template, String workspaceName) {
        Map<String, String> values = new HashMap<>(Map.of(
                "workspace", workspaceName,
                "mailbox", "Sales EU",
                "address", "anna@example.com",
                "since", "2 March 2026, 09:00 UTC",
                "cause", "The server refused the password.",
                "pending", "none",
                "nextStep", "- Make a new app password at the provider.\n- Enter it here.",
                "whoMustAct", "the mailbox's owner, lead@example.com",
                "place", "imap.example.com",
                "headline", Phrasing.headline(Occasion.LOST, 2)));
        values.put("count", "2");
        values.put("list", """
                - Sales EU (anna@example.com): The server refused the password.
                  Since 2 March 2026, 09:00 UTC; mail waiting to be sent: none. Next step, for the mailbox's owner, \
                lead@example.com: Make a new app password at the provider.
                - bert@example.com: The account is locked.
                  Since 2 March 2026, 09:00 UTC; mail waiting to be sent: none. Next step, for an administrator at the \
                mail provider: Unlock the account.""");
        values.put("action", "Renew the login in the console:\n" + doors.lostMailboxes());
        return LossWords.fill(template, kind, values);
    }
}
