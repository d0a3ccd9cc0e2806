package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells what was done, in the transaction that does it: to programs, in the mailbox's timeline, in the audit trail. */
@Component
class Chronicle {
    private final Journal journal;
    private final AuditTrail audit;
    private final PostgresReauthLinks links;
    private final Clock clock;

    Chronicle(Journal journal, AuditTrail audit, PostgresReauthLinks links, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.links = links;
        this.clock = clock;
    }

    /** Events about states are the monitor's: there is none for adding. */
    void added(Access access, Mailbox mailbox, String detail) {
        note(access, mailbox, TimelineKind.ADDED, detail);
        audit.write(access, "mailbox.added", mailbox.address().value(), detail);
    }

    /**
     * Who made the link by which it came in is named, so that it can be told, and which sides still refuse.
     *
     * @return false when that link has ended meanwhile: it must not bring anything in any more
     */
    boolean credentialChanged(Access access, Mailbox mailbox, String detail, Map<Direction, Diagnosis> tried) {
        Map<String, String> more = new LinkedHashMap<>();
        if (access.actor() instanceof Actor.LinkHolder holder) {
            Optional<PostgresReauthLinks.Used> used = links.use(mailbox, holder.linkId());
            if (used.isEmpty()) {
                return false;
            }
            note(access, mailbox, TimelineKind.LINK_USED, "The link was used and no longer works.");
            used.get().maker().ifPresent(maker -> more.put("linkMadeBy", maker));
        }
        Sentences.refusing(tried).ifPresent(sides -> more.put("refusing", sides));
        publish("mailbox.credential-changed", mailbox, more);
        note(access, mailbox, TimelineKind.CREDENTIAL_CHANGED, detail);
        audit.write(access, "mailbox.credential-changed", mailbox.address().value(), detail);
        return true;
    }

    void linkMade(Access access, Mailbox mailbox, Instant until) {
        String detail = "Good until " + until.truncatedTo(ChronoUnit.MINUTES) + " or until it was used.";
        note(access, mailbox, TimelineKind.LINK_MADE, detail);
        audit.write(access, "mailbox.link-made", mailbox.address().value(), detail);
    }

    void linksWithdrawn(Access access, Mailbox mailbox, int links) {
        audit.write(access, "mailbox.links-withdrawn", mailbox.address().value(), links + " ended.");
    }

    void settingsChanged(Access access, Mailbox mailbox, String detail) {
        note(access, mailbox, TimelineKind.SETTINGS_CHANGED, detail);
        audit.write(access, "mailbox.settings-changed", mailbox.address().value(), detail);
    }

    void removed(Access access, Mailbox mailbox) {
        publish("mailbox.removed", mailbox, Map.of());
        note(access, mailbox, TimelineKind.REMOVED, "The mailbox was disconnected; its passwords are forgotten.");
        audit.write(access, "mailbox.removed", mailbox.address().value(), "");
    }

    void removalRefused(Access access, Mailbox mailbox, String reason) {
        audit.write(access, "mailbox.removal-refused", mailbox.address().value(), reason);
    }

    private void publish(String type, Mailbox mailbox, Map<String, String> more) {
        Map<String, Object> about = Map.of(
                "id", mailbox.id().toString(),
                "address", mailbox.address().value(),
                "state", mailbox.state().word());
        Map<String, Object> data = new LinkedHashMap<>(Map.of("mailbox", about));
        data.putAll(more);
        journal.publish(new NewEvent(mailbox.workspace(), type, clock.instant(), data));
    }

    private void note(Access access, Mailbox mailbox, TimelineKind kind, String detail) {
        journal.note(new TimelineEntry(
                mailbox.workspace(), mailbox.id().value(), clock.instant(), kind, access.actor(), detail));
    }
}
