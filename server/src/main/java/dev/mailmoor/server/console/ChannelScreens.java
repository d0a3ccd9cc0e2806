package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Receiving Settings and Sending Settings. */
@Controller
@RequestMapping("/mailboxes/{id:[0-9a-f-]{36}}/{way:receiving|sending}")
class ChannelScreens {
    private final MailboxPages pages;
    private final Connections connections;

    ChannelScreens(MailboxPages pages, Connections connections) {
        this.pages = pages;
        this.connections = connections;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable UUID id, @PathVariable String way) {
        Mailbox mailbox = mailbox(visit, id);
        Fields fields = Fields.of(mailbox.channel(direction(way))
                .map(settings ->
                        ChannelForm.values(way, settings, mailbox.address().value()))
                .orElseGet(() -> ChannelForm.usual(way)));
        return page(visit, mailbox, way, fields, Optional.empty());
    }

    @PostMapping("/test")
    @Needs(Role.OPERATOR)
    Screen test(Visit visit, @PathVariable UUID id, @PathVariable String way, Submitted form) {
        Mailbox mailbox = mailbox(visit, id);
        Trial trial = connections.test(
                visit.access(), mailbox.id(), EnumSet.of(direction(way)), Optional.of(change(form, way)));
        return switch (trial) {
            case Trial.Tried tried ->
                page(
                        visit,
                        mailbox,
                        way,
                        Fields.of(form.echo()),
                        found(mailbox, tried.diagnoses().get(direction(way))));
            case Trial.Invalid wrong -> page(visit, mailbox, way, wrong(form, way, wrong.errors()), Optional.empty());
            case Trial.NotFound _ -> throw Visit.noMailbox(mailbox.id());
        };
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer save(Visit visit, @PathVariable UUID id, @PathVariable String way, Submitted form) {
        Mailbox mailbox = mailbox(visit, id);
        Renewal renewal = connections.change(visit.access(), mailbox.id(), change(form, way), Proving.WHOLE);
        return switch (renewal) {
            case Renewal.Saved saved ->
                GoTo.path("/mailboxes/" + id)
                        .saying(Notice.good(
                                saved.diagnoses().isEmpty()
                                        ? "Nothing had changed."
                                        : Explained.WORKS + " The new settings are in force."));
            case Renewal.NotProved refused ->
                page(
                        visit,
                        mailbox,
                        way,
                        Fields.of(form.echo()),
                        found(mailbox, refused.diagnoses().get(direction(way))));
            case Renewal.Invalid wrong -> page(visit, mailbox, way, wrong(form, way, wrong.errors()), Optional.empty());
            case Renewal.Stale _, Renewal.AlreadyKnown _ ->
                GoTo.path("/mailboxes/" + id).saying(Notice.bad(Sentences.STALE));
            case Renewal.NotFound _ -> throw Visit.noMailbox(mailbox.id());
        };
    }

    private Mailbox mailbox(Visit visit, UUID id) {
        return pages.view(visit, new MailboxId(id)).mailbox();
    }

    private static Optional<Explained> found(Mailbox mailbox, @org.jspecify.annotations.Nullable Diagnosis diagnosis) {
        return Optional.ofNullable(diagnosis).map(one -> Explained.of(one, mailbox.owner()));
    }

    private static MailboxChange change(Submitted form, String way) {
        var draft = Optional.of(ChannelForm.draft(form, way));
        boolean receiving = way.equals("receiving");
        return new MailboxChange(
                Sentences.version(form),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                receiving ? draft : Optional.empty(),
                receiving ? Optional.empty() : draft,
                Optional.empty());
    }

    /** There is one password on this page, whatever name it is missed by. */
    private static Fields wrong(Submitted form, String way, List<FieldError> errors) {
        List<FieldError> here = errors.stream()
                .map(error -> error.field().equals("secret") ? new FieldError(way + ".secret", error.message()) : error)
                .toList();
        return Fields.of(form.echo(), here);
    }

    private static Direction direction(String way) {
        return way.equals("receiving") ? Direction.RECEIVING : Direction.SENDING;
    }

    // Allowed ParameterNumber: the parts of the page, which is the record.
    private static Screen page(Visit visit, Mailbox mailbox, String way, Fields fields, Optional<Explained> found) {
        String title = direction(way) == Direction.RECEIVING ? "Receiving Settings" : "Sending Settings";
        return new ChannelPage(
                visit.frame(title, Section.EMAIL),
                mailbox.id().toString(),
                mailbox.address().value(),
                way,
                title,
                mailbox.channel(direction(way)).isEmpty(),
                mailbox.version(),
                fields,
                found);
    }
}
