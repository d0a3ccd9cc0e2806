package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.workspace.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells what became of channels: the mailbox's state, its timeline, and its public events. */
@Component
class Announcements {
    private static final Actor MAILMOOR = new Actor.Mailmoor();

    private final Mailboxes mailboxes;
    private final Journal journal;

    Announcements(Mailboxes mailboxes, Journal journal) {
        this.mailboxes = mailboxes;
        this.journal = journal;
    }

    /** The states of these mailboxes, as they are now. */
    void states(Collection<MailboxFile> of) {
        if (!of.isEmpty()) {
            mailboxes.stateChanged(
                    of.stream().map(mailbox -> state(mailbox, mailbox.whole())).toList());
        }
    }

    void tell(List<Change> changes, Instant at) {
        if (changes.isEmpty()) {
            return;
        }
        mailboxes.stateChanged(lastStates(changes));
        List<TimelineEntry> entries =
                changes.stream().flatMap(change -> entry(change, at)).toList();
        if (!entries.isEmpty()) {
            journal.note(entries);
        }
        List<NewEvent> events =
                changes.stream().flatMap(change -> event(change, at)).toList();
        if (!events.isEmpty()) {
            journal.publish(events);
        }
    }

    private static Collection<Mailboxes.StateChange> lastStates(List<Change> changes) {
        Map<MailboxKey, Mailboxes.StateChange> last = new LinkedHashMap<>();
        for (Change change : changes) {
            MailboxFile mailbox = change.mailbox();
            last.put(new MailboxKey(mailbox.workspace(), mailbox.mailbox()), state(mailbox, change.after()));
        }
        return last.values();
    }

    private static Mailboxes.StateChange state(MailboxFile mailbox, Whole whole) {
        return new Mailboxes.StateChange(mailbox.workspace(), mailbox.mailbox(), whole.state());
    }

    private static Stream<TimelineEntry> entry(Change change, Instant at) {
        return kind(change.turn())
                .map(kind -> new TimelineEntry(
                        change.mailbox().workspace(),
                        change.mailbox().mailbox().value(),
                        at,
                        kind,
                        MAILMOOR,
                        Wording.detail(change, at)))
                .stream();
    }

    private static Optional<TimelineKind> kind(Turn turn) {
        return switch (turn) {
            case SUSPECTED -> Optional.of(TimelineKind.SUSPECT);
            case LOST -> Optional.of(TimelineKind.AUTH_LOST);
            case UNREACHABLE -> Optional.of(TimelineKind.UNREACHABLE);
            case RESTORED -> Optional.of(TimelineKind.RESTORED);
            case CONNECTED, CLEARED -> Optional.of(TimelineKind.CONNECTED);
            case NONE, RENEWED -> Optional.empty();
        };
    }

    private static Stream<NewEvent> event(Change change, Instant at) {
        return change.event().map(type -> new NewEvent(change.mailbox().workspace(), type, at, data(change))).stream();
    }

    /** What came of a mailbox while it was paused. @param channel that tells most of it */
    void resumed(MailboxFile mailbox, BeliefRow channel, String type, Instant at) {
        journal.publish(List.of(new NewEvent(
                mailbox.workspace(),
                type,
                at,
                data(mailbox, channel, mailbox.whole().state()))));
    }

    private static Map<String, Object> data(Change change) {
        MailboxFile mailbox = change.mailbox();
        MailboxState shown =
                mailbox.paused() ? MailboxState.PAUSED : change.after().state();
        return data(mailbox, change.channel(), shown);
    }

    private static Map<String, Object> data(MailboxFile mailbox, BeliefRow channel, MailboxState shown) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "mailbox",
                Map.of("id", mailbox.mailbox().toString(), "address", mailbox.address(), "state", shown.word()));
        data.put("direction", channel.key().direction().word());
        Optional<Diagnosis> diagnosis = channel.belief().diagnosis();
        diagnosis.ifPresent(reason -> data.put("diagnosis", DiagnosisJson.toMap(reason)));
        return data;
    }
}
