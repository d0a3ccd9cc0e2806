package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Names, owner and tags of a mailbox. */
@Controller
@RequestMapping("/mailboxes/{id:[0-9a-f-]{36}}/details")
class DetailsScreens {
    private final MailboxPages pages;
    private final Connections connections;

    DetailsScreens(MailboxPages pages, Connections connections) {
        this.pages = pages;
        this.connections = connections;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable UUID id) {
        Mailbox mailbox = pages.view(visit, new MailboxId(id)).mailbox();
        return page(
                visit,
                mailbox,
                Fields.of(Map.of(
                        "configurationName", mailbox.configurationName(),
                        "description", mailbox.description(),
                        "name.first", mailbox.name().first(),
                        "name.last", mailbox.name().last(),
                        "owner", mailbox.owner(),
                        "tags", String.join(", ", mailbox.tags()))));
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer save(Visit visit, @PathVariable UUID id, Submitted form) {
        Mailbox mailbox = pages.view(visit, new MailboxId(id)).mailbox();
        List<FieldError> missing = Required.of(form, "configurationName", "description");
        if (!missing.isEmpty()) {
            return page(visit, mailbox, Fields.of(form.echo(), missing));
        }
        return switch (connections.change(visit.access(), mailbox.id(), change(form), Proving.WHOLE)) {
            case Renewal.Saved _ -> GoTo.path("/mailboxes/" + id).saying(Notice.good("Saved."));
            case Renewal.Invalid wrong -> page(visit, mailbox, Fields.of(form.echo(), wrong.errors()));
            case Renewal.Stale _, Renewal.AlreadyKnown _, Renewal.NotProved _ ->
                GoTo.path("/mailboxes/" + id).saying(Notice.bad(Sentences.STALE));
            case Renewal.NotFound _ -> throw Visit.noMailbox(mailbox.id());
        };
    }

    private static MailboxChange change(Submitted form) {
        return new MailboxChange(
                Sentences.version(form),
                Optional.empty(),
                Optional.of(new PersonName(form.text("name.first"), form.text("name.last"))),
                Optional.of(form.text("configurationName")),
                Optional.of(form.text("description")),
                Optional.of(form.text("owner")),
                Optional.of(tags(form.text("tags"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@code eu, outreach} as two tags. */
    static List<String> tags(String typed) {
        return Arrays.stream(typed.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static Screen page(Visit visit, Mailbox mailbox, Fields fields) {
        return new DetailsPage(
                visit.frame("Edit details", Section.EMAIL),
                mailbox.id().toString(),
                mailbox.address().value(),
                mailbox.version(),
                fields);
    }
}
