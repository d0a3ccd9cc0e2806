package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.reauth.ReauthLink;
import dev.mailmoor.server.reauth.ReauthLinks;
import dev.mailmoor.server.settings.PlainDuration;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Copy shareable link: makes a link for somebody with no account, shows it once, and takes links back. */
@Controller
@RequestMapping("/mailboxes/{id:[0-9a-f-]{36}}/link")
class ShareScreens {
    private final MailboxPages pages;
    private final ReauthLinks links;

    ShareScreens(MailboxPages pages, ReauthLinks links) {
        this.pages = pages;
        this.links = links;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen list(Visit visit, @PathVariable UUID id) {
        return page(visit, new MailboxId(id), List.of());
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer make(Visit visit, @PathVariable UUID id, Submitted form) {
        MailboxId mailbox = new MailboxId(id);
        Duration life = PlainDuration.parse(form.text("expiresIn")).orElse(LinkWish.USUAL);
        return switch (links.make(visit.access(), mailbox, new LinkWish(life, form.text("note")))) {
            case ReauthLinks.Making.Done(ReauthLinks.Made made) ->
                there(mailbox)
                        .showing(new Once(
                                made.expiresAt().toString(),
                                Secret.of(made.url().toString())));
            case ReauthLinks.Making.Invalid wrong -> page(visit, mailbox, wrong.errors());
            case ReauthLinks.Making.NotFound _ -> throw Visit.noMailbox(mailbox);
        };
    }

    @PostMapping("/withdraw")
    @Needs(Role.OPERATOR)
    Answer withdraw(Visit visit, @PathVariable UUID id) {
        if (!links.withdraw(visit.access(), new MailboxId(id))) {
            throw Visit.noMailbox(new MailboxId(id));
        }
        return there(new MailboxId(id)).saying(Notice.good("All links of this mailbox are withdrawn."));
    }

    private static GoTo there(MailboxId mailbox) {
        return GoTo.path("/mailboxes/" + mailbox + "/link");
    }

    private Screen page(Visit visit, MailboxId mailbox, List<FieldError> faults) {
        return new SharePage(
                visit.frame("Shareable link", Section.EMAIL),
                mailbox.toString(),
                pages.view(visit, mailbox).mailbox().address().value(),
                Fields.of(Map.of(), faults),
                visit.once().map(once -> made(once, visit)),
                links.open(visit.workspace(), mailbox).stream()
                        .map(link -> line(link, visit))
                        .toList());
    }

    private static SharePage.Made made(Once once, Visit visit) {
        return new SharePage.Made(
                once.secret().<String>reveal(url -> url), Moment.in(Instant.parse(once.about()), visit.now()));
    }

    private static SharePage.Line line(ReauthLink link, Visit visit) {
        return new SharePage.Line(
                switch (link.way()) {
                    case BY_HAND -> "Made by hand";
                    case NOTICE -> "Sent with a notice";
                    case CAMPAIGN -> "Sent with a campaign";
                },
                link.madeBy(),
                Moment.ago(link.madeAt(), visit.now()),
                Moment.in(link.expiresAt(), visit.now()),
                link.note());
    }
}
