package dev.mailmoor.server.notify;

import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.notify.PostgresNotices.Told;
import dev.mailmoor.server.workspace.Actor;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down that a mail was handed over, in the outbox and the mailboxes' timelines, and tells its writer. */
@Component
class MarkSent {
    private final PostgresOutbox outbox;
    private final Journal journal;
    private final Clock clock;

    MarkSent(PostgresOutbox outbox, Journal journal, Clock clock) {
        this.outbox = outbox;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional
    public void sent(OutgoingMail mail, Composing.Ready ready) {
        if (outbox.sent(mail, ready.subject())) {
            ready.by().taken(mail);
            Instant now = clock.instant();
            journal.note(ready.tells().stream()
                    .map(told -> new TimelineEntry(
                            mail.workspace(),
                            told.notice().mailbox().value(),
                            now,
                            TimelineKind.NOTICE_SENT,
                            new Actor.Mailmoor(),
                            detail(told)))
                    .toList());
        }
    }

    private static String detail(Told told) {
        Recipient recipient = told.notice().recipient();
        String what = switch (told.notice().occasion()) {
            case LOST -> "Told of the lost login";
            case REMINDER -> "Reminded of the lost login after " + told.notice().days() + " d";
            case RESTORED -> "Told that it is connected again";
        };
        String as = switch (recipient.audience()) {
            case MEMBER -> "a member of the workspace";
            case OWNER -> "the mailbox's owner";
            case MAILBOX -> "the mailbox itself";
            case PERSON -> "a person";
        };
        return what + ": " + recipient.address() + ", " + as + ".";
    }
}
