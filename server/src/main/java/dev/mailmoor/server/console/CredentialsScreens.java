package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Update Credentials: password, names, servers and all else of a mailbox but its address, tried before it is saved. */
@Controller
@RequestMapping("/mailboxes/{id:[0-9a-f-]{36}}/credentials")
class CredentialsScreens {
    private final MailboxPages pages;
    private final Connections connections;
    private final Providers providers;

    CredentialsScreens(MailboxPages pages, Connections connections, Providers providers) {
        this.pages = pages;
        this.connections = connections;
        this.providers = providers;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable UUID id) {
        MailboxView view = pages.view(visit, new MailboxId(id));
        return page(visit, view, Fields.of(CredentialsForm.values(view.mailbox())), Map.of());
    }

    /** With the settings as they are typed, saved or not. */
    @PostMapping("/test/{way:receiving|sending}")
    @Needs(Role.OPERATOR)
    Screen test(Visit visit, @PathVariable UUID id, @PathVariable String way, Submitted form) {
        MailboxView view = pages.view(visit, new MailboxId(id));
        Direction direction = way.equals("receiving") ? Direction.RECEIVING : Direction.SENDING;
        Trial trial = connections.test(
                visit.access(),
                new MailboxId(id),
                EnumSet.of(direction),
                Optional.of(CredentialsForm.change(form, view.mailbox())));
        return switch (trial) {
            case Trial.Tried tried -> page(visit, view, Fields.of(form.echo()), tried.diagnoses());
            case Trial.Invalid wrong -> page(visit, view, Fields.of(form.echo(), wrong.errors()), Map.of());
            case Trial.NotFound _ -> throw Visit.noMailbox(new MailboxId(id));
        };
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer save(Visit visit, @PathVariable UUID id, Submitted form) {
        MailboxView view = pages.view(visit, new MailboxId(id));
        List<FieldError> missing = Required.of(form, "configurationName", "description");
        if (!missing.isEmpty()) {
            return page(visit, view, Fields.of(form.echo(), missing), Map.of());
        }
        Proving proving = form.ticked("acceptPartial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        Renewal renewal = connections.change(
                visit.access(), new MailboxId(id), CredentialsForm.change(form, view.mailbox()), proving);
        return switch (renewal) {
            case Renewal.Saved saved ->
                GoTo.path("/mailboxes/" + id)
                        .saying(Verdict.of(saved.diagnoses()).changed());
            case Renewal.NotProved refused ->
                page(visit, view, Fields.of(form.echo()), refused.diagnoses())
                        .refused(Verdict.of(refused.diagnoses()).headline());
            case Renewal.Invalid wrong -> page(visit, view, Fields.of(form.echo(), wrong.errors()), Map.of());
            case Renewal.Stale _, Renewal.AlreadyKnown _ ->
                GoTo.path("/mailboxes/" + id).saying(Notice.bad(Sentences.STALE));
            case Renewal.NotFound _ -> throw Visit.noMailbox(new MailboxId(id));
        };
    }

    private CredentialsPage page(Visit visit, MailboxView view, Fields fields, Map<Direction, Diagnosis> tried) {
        Mailbox mailbox = view.mailbox();
        List<SideFound> sides = SideFound.of(tried, mailbox.owner());
        return new CredentialsPage(
                visit.frame("Update Credentials", Section.EMAIL),
                about(view),
                pages.grants(mailbox),
                Arrays.stream(Direction.values())
                        .filter(direction -> mailbox.channel(direction).isPresent())
                        .toList(),
                fields,
                sides,
                SideFound.half(sides),
                Optional.empty());
    }

    private CredentialsPage.About about(MailboxView view) {
        Mailbox mailbox = view.mailbox();
        Provider provider = providers.byId(mailbox.provider());
        return new CredentialsPage.About(
                mailbox.id().toString(),
                mailbox.address().value(),
                mailbox.version(),
                view.pendingMessages(),
                provider.id(),
                provider.name(),
                provider.appPasswordSteps(),
                provider.appPasswordUrl());
    }
}
