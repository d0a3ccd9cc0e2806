package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.PostgresNotices.Told;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.Role;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes a message of a mail in the outbox, at the moment it is to go. */
@Component
class Composing {
    private final Map<String, Letters> letters = new HashMap<>();
    private final WhoIsTold who;
    private final Letterhead letterhead;
    private final SignedUnsubscribing unsubscribing;
    private final Doors doors;
    private final Settings.Notices settings;
    private final Clock clock;

    // Allowed ParameterNumber: what a message is made of.
    Composing(
            List<Letters> writers,
            WhoIsTold who,
            Letterhead letterhead,
            SignedUnsubscribing unsubscribing,
            Doors doors,
            Settings settings,
            Clock clock) {
        writers.forEach(writer -> writer.kinds().forEach(kind -> letters.put(kind, writer)));
        this.who = who;
        this.letterhead = letterhead;
        this.unsubscribing = unsubscribing;
        this.doors = doors;
        this.settings = settings.notices();
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Composed {}

    /** @param by who wants to hear what came of it */
    record Ready(String subject, Envelope envelope, List<Told> tells, Letters by) implements Composed {}

    record NothingLeft(String why) implements Composed {}

    record NotYet() implements Composed {}

    Composed compose(OutgoingMail mail) {
        Letters writer = letters.get(mail.kind());
        if (writer == null) {
            return new NothingLeft("Nobody here writes mails of the kind " + mail.kind() + ".");
        }
        return switch (writer.write(mail)) {
            case Written.Text text
            when !wantsIt(mail) -> new NothingLeft("Its reader left the workspace, or wants no notices any more.");
            case Written.Text text -> ready(mail, text, writer);
            case Written.Nothing(String why) -> new NothingLeft(why);
            case Written.NotYet _ -> new NotYet();
        };
    }

    private boolean wantsIt(OutgoingMail mail) {
        Recipient recipient = mail.recipient();
        return recipient.audience() != Audience.MEMBER
                || mail.kind().equals(TestLetters.KIND)
                || who.members(mail.workspace(), Role.OPERATOR).contains(recipient);
    }

    private Ready ready(OutgoingMail mail, Written.Text text, Letters writer) {
        Recipient recipient = mail.recipient();
        Optional<String> unsubscribe = recipient.audience() == Audience.MEMBER
                ? unsubscribing.token(mail.workspace(), recipient.address()).map(doors::unsubscribe)
                : Optional.empty();
        Letterhead.Sheet sheet = letterhead.put(mail.workspace(), recipient.audience(), text.body(), unsubscribe);
        Envelope envelope = Mime.compose(new Mime.Parts(
                mail.id(),
                settings.from().orElse("mailmoor@localhost"),
                recipient.address(),
                clock.instant(),
                text.subject(),
                sheet,
                unsubscribe,
                text.attachment()));
        return new Ready(text.subject(), envelope, text.tells(), writer);
    }
}
