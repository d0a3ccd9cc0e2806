package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClientDraft;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.signin.OAuthClients.Removal;
import dev.mailmoor.server.signin.OAuthClients.Saving;
import dev.mailmoor.server.signin.OAuthFlow;
import dev.mailmoor.server.signin.OAuthProvider;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Settings → OAuth clients. */
@Controller
@RequestMapping("/settings/oauth-clients")
class OAuthClientsScreens {
    private static final String PATH = "/settings/oauth-clients";
    private static final Map<String, String> NOTHING_TYPED = Map.of("provider", "google", "flow", "person");

    private final OAuthClients clients;

    OAuthClientsScreens(OAuthClients clients) {
        this.clients = clients;
    }

    @GetMapping
    @Needs(Role.ADMIN)
    Screen list(Visit visit) {
        return list(visit, Fields.of(NOTHING_TYPED));
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer add(Visit visit, Submitted form) {
        return switch (clients.add(visit.access(), draft(form))) {
            case Saving.Saved(OAuthClient client) ->
                GoTo.path(PATH + "/" + client.id())
                        .saying(
                                Notice.good(
                                        client.flow().withoutPeople()
                                                ? "Added. Mailboxes at its servers are connected without anybody signing in."
                                                : "Added. Enter the redirect address below at the provider, if it is not yet."));
            case Saving.Invalid wrong -> list(visit, Fields.of(form.echo(), errors(wrong)));
            case Saving.Stale _, Saving.NotFound _ -> throw new NotHere("no such client");
        };
    }

    @GetMapping("/{id}")
    @Needs(Role.ADMIN)
    Screen show(Visit visit, @PathVariable UUID id) {
        OAuthClient client =
                clients.find(visit.workspace(), new OAuthClientId(id)).orElseThrow(() -> new NotHere("no such client"));
        return page(
                visit,
                client,
                Fields.of(Map.of(
                        "name", client.name(),
                        "issuer", client.issuer().toString(),
                        "clientId", client.identifier(),
                        "scopes", String.join(" ", client.scopes()),
                        "hosts", String.join(" ", client.hosts()))));
    }

    @PostMapping("/{id}")
    @Needs(Role.ADMIN)
    Answer change(Visit visit, @PathVariable UUID id, Submitted form) {
        OAuthClientId client = new OAuthClientId(id);
        return switch (clients.change(visit.access(), client, draft(form), OptionalLong.empty())) {
            case Saving.Saved _ -> GoTo.path(PATH + "/" + id).saying(Notice.good("Saved."));
            case Saving.Invalid wrong ->
                clients.find(visit.workspace(), client)
                        .map(found -> page(visit, found, Fields.of(form.echo(), errors(wrong))))
                        .orElseThrow(() -> new NotHere("no such client"));
            case Saving.Stale _ ->
                GoTo.path(PATH + "/" + id)
                        .saying(Notice.bad(
                                "Somebody else changed it at the same moment. Nothing was saved: look again."));
            case Saving.NotFound() -> throw new NotHere("no such client");
        };
    }

    @PostMapping("/{id}/remove")
    @Needs(Role.ADMIN)
    Answer remove(Visit visit, @PathVariable UUID id) {
        return switch (clients.remove(visit.access(), new OAuthClientId(id))) {
            case Removal.Removed() -> GoTo.path(PATH).saying(Notice.good("Removed; its secret is forgotten."));
            case Removal.InUse(int mailboxes) ->
                GoTo.path(PATH + "/" + id)
                        .saying(
                                Notice.bad(
                                        Numbers.grouped(mailboxes)
                                                + " mailboxes sign in by it, or did until lately. Give them another credential first."));
            case Removal.NotFound() -> throw new NotHere("no such client");
        };
    }

    private static OAuthClientDraft draft(Submitted form) {
        return new OAuthClientDraft(
                typed(form, "name"),
                typed(form, "provider"),
                typed(form, "flow"),
                typed(form, "issuer"),
                typed(form, "clientId"),
                form.secret("clientSecret"),
                typed(form, "scopes").map(List::of),
                form.ticked("hosts") ? Optional.of(List.of(form.text("hosts"))) : Optional.empty());
    }

    private static Optional<String> typed(Submitted form, String field) {
        return Optional.of(form.text(field)).filter(text -> !text.isEmpty());
    }

    private static List<FieldError> errors(Saving.Invalid wrong) {
        return wrong.faults().stream()
                .map(fault -> new FieldError(fault.field(), fault.message()))
                .toList();
    }

    private Screen list(Visit visit, Fields fields) {
        return new OAuthClientsPage(
                visit.frame("OAuth clients", Section.OAUTH_CLIENTS),
                clients.all(visit.workspace()).stream()
                        .map(client -> new OAuthClientsPage.Line(
                                client.id().toString(),
                                client.name(),
                                client.issuer().toString(),
                                flow(client.flow()),
                                Moment.ago(client.createdAt(), visit.now())))
                        .toList(),
                clients.redirectAddress().toString(),
                Arrays.stream(OAuthProvider.values())
                        .map(provider -> new OAuthClientsPage.Kind(
                                provider.word(),
                                provider == OAuthProvider.OIDC ? "Other (OpenID Connect)" : provider.title(),
                                String.join(" ", provider.usualScopes(OAuthFlow.PERSON))))
                        .toList(),
                ProviderLimits.all().toList(),
                fields);
    }

    private Screen page(Visit visit, OAuthClient client, Fields fields) {
        return new OAuthClientPage(
                visit.frame(client.name(), Section.OAUTH_CLIENTS),
                client.id().toString(),
                client.name(),
                client.provider().title(),
                flow(client.flow()),
                client.flow().withoutPeople(),
                clients.redirectAddress().toString(),
                client.scopes(),
                ProviderLimits.of(client.provider(), client.flow()),
                fields);
    }

    private static String flow(OAuthFlow flow) {
        return switch (flow) {
            case PERSON -> "each person grants it";
            case APP_ONLY -> "app-only, without people";
            case DOMAIN_WIDE -> "domain-wide, without people";
        };
    }
}
