package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.GivenGrant;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.Grants.Starting;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Continue with Google, with Microsoft, with any other: for a mailbox that is here, and for one to be added. */
@Controller
class StartGrantScreens {
    private final Grants grants;
    private final OAuthClients clients;
    private final Connections connections;

    StartGrantScreens(Grants grants, OAuthClients clients, Connections connections) {
        this.grants = grants;
        this.clients = clients;
        this.connections = connections;
    }

    /** By GET, because browsers let no form lead to another site; it begins something and changes nothing. */
    @GetMapping("/mailboxes/{id:[0-9a-f-]{36}}/oauth")
    @Needs(Role.OPERATOR)
    Answer renew(Visit visit, @PathVariable UUID id, @RequestParam(required = false) Optional<UUID> client) {
        MailboxId mailbox = new MailboxId(id);
        return switch (grants.renew(visit.access(), mailbox, client.map(OAuthClientId::new), Proving.WHOLE)) {
            case Starting.Ready(URI url) -> GoTo.url(url);
            case Starting.Invalid(List<FieldError> errors) ->
                GoTo.path("/mailboxes/" + id)
                        .saying(Notice.bad(errors.getFirst().message()));
            case Starting.NotFound() -> throw Visit.noMailbox(mailbox);
        };
    }

    @GetMapping("/mailboxes/new/oauth-clients/{id:[0-9a-f-]{36}}")
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable UUID id) {
        return page(visit, client(visit, id), Fields.of(Map.of("receiving.secure", "on", "sending.secure", "on")));
    }

    @PostMapping("/mailboxes/new/oauth-clients/{id:[0-9a-f-]{36}}")
    @Needs(Role.OPERATOR)
    Answer add(Visit visit, Outside outside, @PathVariable UUID id, Submitted form) {
        OAuthClient found = client(visit, id);
        return found.flow().withoutPeople() ? connect(visit, found, form) : send(visit, outside, found, form);
    }

    private Answer connect(Visit visit, OAuthClient client, Submitted form) {
        MailboxDraft draft = AddForm.draft(form).under(new GivenGrant.ByToken(client.id(), Optional.empty()));
        Proving proving = form.ticked("acceptPartial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        return switch (connections.connect(visit.access(), draft, proving)) {
            case Renewal.Saved saved ->
                GoTo.path("/mailboxes/" + saved.mailbox().id())
                        .saying(Verdict.of(saved.diagnoses()).added());
            case Renewal.NotProved refused ->
                page(visit, client, Fields.of(form.echo()), SideFound.of(refused.diagnoses(), form.text("owner")));
            case Renewal.Invalid wrong -> page(visit, client, Fields.of(form.echo(), wrong.errors()));
            case Renewal.AlreadyKnown _ ->
                page(
                        visit,
                        client,
                        Fields.of(
                                form.echo(), List.of(new FieldError("address", "This mailbox is connected already."))));
            case Renewal.Stale _, Renewal.NotFound _ -> page(visit, client, Fields.of(form.echo()));
        };
    }

    private Screen send(Visit visit, Outside outside, OAuthClient found, Submitted form) {
        return switch (grants.add(visit.access(), found.id(), AddForm.draft(form), Proving.WHOLE)) {
            case Starting.Ready(URI url) ->
                new GrantPages("", outside)
                        .onward(url.toString(), way(visit, found).label());
            case Starting.Invalid(List<FieldError> errors) -> page(visit, found, Fields.of(form.echo(), errors));
            case Starting.NotFound() -> throw new NotHere("no such client");
        };
    }

    private OAuthClient client(Visit visit, UUID id) {
        return clients.find(visit.workspace(), new OAuthClientId(id)).orElseThrow(() -> new NotHere("no such client"));
    }

    private GrantWay way(Visit visit, OAuthClient client) {
        return GrantWay.of(client, clients.all(visit.workspace()));
    }

    private Screen page(Visit visit, OAuthClient client, Fields fields) {
        return page(visit, client, fields, List.of());
    }

    private Screen page(Visit visit, OAuthClient client, Fields fields, List<SideFound> refused) {
        return new AddByGrantPage(
                visit.frame("+ Email", Section.EMAIL),
                client.id().toString(),
                client.name(),
                client.flow().withoutPeople() ? "Save" : way(visit, client).label(),
                client.flow().withoutPeople(),
                fields,
                SideFound.together(refused),
                SideFound.half(refused));
    }
}
