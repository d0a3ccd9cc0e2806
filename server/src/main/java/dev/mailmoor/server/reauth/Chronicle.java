package dev.mailmoor.server.reauth;

import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells what was done, in the transaction that does it: to programs, in the mailbox's timeline, in the audit trail. */
@Component
class Chronicle {
    private final Journal journal;
    private final AuditTrail audit;
    private final Clock clock;

    Chronicle(Journal journal, AuditTrail audit, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.clock = clock;
    }

    /** Events about states are the monitor's: there is none for adding. */
    void added(Access access, Mailbox mailbox, String detail) {
        note(access, mailbox, TimelineKind.ADDED, detail);
        audit.write(access, "mailbox.added", mailbox.address().value(), detail);
    }

    void credentialChanged(Access access, Mailbox mailbox, String detail) {
        publish("mailbox.credential-changed", mailbox);
        note(access, mailbox, TimelineKind.CREDENTIAL_CHANGED, detail);
        audit.write(access, "mailbox.credential-changed", mailbox.address().value(), detail);
    }

    void settingsChanged(Access access, Mailbox mailbox, String detail) {
        note(access, mailbox, TimelineKind.SETTINGS_CHANGED, detail);
        audit.write(access, "mailbox.settings-changed", mailbox.address().value(), detail);
    }

    void removed(Access access, Mailbox mailbox) {
        publish("mailbox.removed", mailbox);
        note(access, mailbox, TimelineKind.REMOVED, "The mailbox was disconnected; its passwords are forgotten.");
        audit.write(access, "mailbox.removed", mailbox.address().value(), "");
    }

    void removalRefused(Access access, Mailbox mailbox, String reason) {
        audit.write(access, "mailbox.removal-refused", mailbox.address().value(), reason);
    }

    private void publish(String type, Mailbox mailbox) {
        Map<String, Object> about = Map.of(
                "id", mailbox.id().toString(),
                "address", mailbox.address().value(),
                "state", mailbox.state().word());
        journal.publish(new NewEvent(mailbox.workspace(), type, clock.instant(), Map.of("mailbox", about)));
    }

    private void note(Access access, Mailbox mailbox, TimelineKind kind, String detail) {
        journal.note(new TimelineEntry(
                mailbox.workspace(), mailbox.id().value(), clock.instant(), kind, access.actor(), detail));
    }
}
