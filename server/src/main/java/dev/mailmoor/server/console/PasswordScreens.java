package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.Candidate;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Action Center → Change Password, and Update Credentials: tried first, then swapped. */
@Controller
@RequestMapping("/mailboxes/{id:[0-9a-f-]{36}}/password")
class PasswordScreens {
    private final MailboxPages pages;
    private final Connections connections;
    private final Providers providers;

    PasswordScreens(MailboxPages pages, Connections connections, Providers providers) {
        this.pages = pages;
        this.connections = connections;
        this.providers = providers;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable UUID id) {
        return page(visit, id, Fields.of(Map.of()), Map.of());
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer change(Visit visit, @PathVariable UUID id, Submitted form) {
        Optional<Secret> secret = form.secret("secret");
        if (secret.isPresent() && !secret.equals(form.secret("confirm"))) {
            return page(
                    visit,
                    id,
                    Fields.of(form.echo(), List.of(new FieldError("confirm", "The two passwords differ."))),
                    Map.of());
        }
        Candidate candidate = new Candidate(
                secret, form.secret("receivingSecret"), form.secret("sendingSecret"), Sentences.version(form));
        Proving proving = form.ticked("acceptPartial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        return switch (connections.renew(visit.access(), new MailboxId(id), candidate, proving)) {
            case Renewal.Saved saved ->
                GoTo.path("/mailboxes/" + id)
                        .saying(Verdict.of(saved.diagnoses()).changed());
            case Renewal.NotProved refused -> page(visit, id, Fields.of(form.echo()), refused.diagnoses());
            case Renewal.Invalid wrong -> page(visit, id, Fields.of(form.echo(), wrong.errors()), Map.of());
            case Renewal.Stale _, Renewal.AlreadyKnown _ ->
                GoTo.path("/mailboxes/" + id).saying(Notice.bad(Sentences.STALE));
            case Renewal.NotFound _ -> throw Visit.noMailbox(new MailboxId(id));
        };
    }

    private Screen page(Visit visit, UUID id, Fields fields, Map<Direction, Diagnosis> refused) {
        MailboxView view = pages.view(visit, new MailboxId(id));
        Mailbox mailbox = view.mailbox();
        Provider provider = providers.byId(mailbox.provider());
        return new PasswordPage(
                visit.frame("Change Password", Section.EMAIL),
                id.toString(),
                mailbox.address().value(),
                mailbox.version(),
                mailbox.receiving().isPresent() && mailbox.sending().isPresent(),
                view.pendingMessages(),
                provider.name(),
                provider.appPasswordSteps(),
                provider.appPasswordUrl(),
                pages.grants(mailbox),
                fields,
                new Verdict(refused, mailbox.owner()));
    }
}
