package dev.mailmoor.server.reauth;

import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@link Chronicle} for many mailboxes; in the audit trail all of it is one deed, told by whoever does it. */
@Component
class ChronicleOfMany {
    private final Journal journal;
    private final PostgresReauthLinks links;
    private final Clock clock;

    ChronicleOfMany(Journal journal, PostgresReauthLinks links, Clock clock) {
        this.journal = journal;
        this.links = links;
        this.clock = clock;
    }

    /** One entry of a timeline. */
    record Told(MailboxId mailbox, TimelineKind kind, String detail) {}

    void tell(Access access, List<Told> told) {
        Instant now = clock.instant();
        journal.note(told.stream()
                .map(one -> new TimelineEntry(
                        access.workspace(), one.mailbox().value(), now, one.kind(), access.actor(), one.detail()))
                .toList());
    }

    void credentialsChanged(List<Mailbox> mailboxes) {
        Instant now = clock.instant();
        journal.publish(mailboxes.stream()
                .map(mailbox -> new NewEvent(
                        mailbox.workspace(), "mailbox.credential-changed", now, Map.of("mailbox", about(mailbox))))
                .toList());
    }

    /** Of mailboxes that were proved whole. */
    void linksRestored(WorkspaceId workspace, List<MailboxId> mailboxes) {
        links.restored(workspace, mailboxes);
    }

    private static Map<String, Object> about(Mailbox mailbox) {
        return Map.of(
                "id", mailbox.id().toString(),
                "address", mailbox.address().value(),
                "state", mailbox.state().word());
    }
}
