package dev.mailmoor.server.console;

import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.discovery.DiscoveryAllowance;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** + Email. */
@Controller
@RequestMapping("/mailboxes/new")
class AddScreens {
    private static final List<String> OFFERED =
            List.of("gmail", "microsoft", "outlook.com", "yahoo", "icloud", "zoho", "fastmail", "gmx", "ionos");

    private final Connections connections;
    private final Mailboxes mailboxes;
    private final Providers providers;
    private final Discovery discovery;
    private final DiscoveryAllowance allowance;
    private final OAuthClients clients;

    AddScreens(
            Connections connections,
            Mailboxes mailboxes,
            Providers providers,
            Discovery discovery,
            DiscoveryAllowance allowance,
            OAuthClients clients) {
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.providers = providers;
        this.discovery = discovery;
        this.allowance = allowance;
        this.clients = clients;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen choose(Visit visit) {
        List<ChooseProviderPage.Tile> tiles = OFFERED.stream()
                .map(providers::byId)
                .filter(provider -> !provider.isCustom())
                .map(provider -> new ChooseProviderPage.Tile(provider.id(), provider.name(), means(provider)))
                .toList();
        List<OAuthClient> all = clients.all(visit.workspace());
        List<GrantWay> grants =
                all.stream().map(client -> GrantWay.adding(client, all)).toList();
        return new ChooseProviderPage(visit.frame("+ Email", Section.EMAIL), grants, tiles);
    }

    private static String means(Provider provider) {
        if (provider.passwords().onlyOauth()) {
            return "where passwords are still allowed";
        }
        return provider.hasAppPasswords() ? "with an app password" : "with its password";
    }

    @GetMapping("/{provider:[a-z0-9.-]{1,40}}")
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable String provider, @RequestParam(required = false) @Nullable UUID like) {
        AddForm form = form(visit, providers.byId(provider), "");
        return Optional.ofNullable(like)
                .flatMap(other -> mailboxes.find(visit.workspace(), new MailboxId(other)))
                .map(form::like)
                .orElseGet(form::empty);
    }

    /** The address was typed: its servers are looked for, and filled in where nothing was typed yet. */
    @PostMapping("/settings")
    @Needs(Role.OPERATOR)
    Screen settings(Visit visit, Submitted form) {
        Optional<Discovered> found = EmailAddress.parse(form.text("address"))
                .filter(address -> !allowance.take(visit.access().workspace()).isPositive())
                .map(address -> discovery.discover(address.value()));
        Provider chosen = found.map(Discovered::provider)
                .filter(provider -> !provider.isCustom())
                .orElseGet(() -> providers.byId(form.text("provider")));
        return form(visit, chosen, form.text("address")).filled(form, found);
    }

    @PostMapping("/test")
    @Needs(Role.OPERATOR)
    Screen test(Visit visit, Submitted form) {
        AddForm page = page(visit, form);
        return switch (connections.probe(visit.access(), AddForm.draft(form))) {
            case Trial.Tried tried -> page.tried(form, tried.diagnoses());
            case Trial.Invalid wrong -> page.wrong(form, wrong.errors());
            case Trial.NotFound _ -> page.wrong(form, List.of());
        };
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer save(Visit visit, Submitted form) {
        AddForm page = page(visit, form);
        List<FieldError> missing = Required.ofNewMailbox(form);
        if (!missing.isEmpty()) {
            return page.wrong(form, missing);
        }
        Proving proving = form.ticked("acceptPartial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        return switch (connections.connect(visit.access(), AddForm.draft(form), proving)) {
            case Renewal.Saved saved ->
                GoTo.path("/mailboxes/" + saved.mailbox().id())
                        .saying(Verdict.of(saved.diagnoses()).added());
            case Renewal.NotProved refused -> page.tried(form, refused.diagnoses());
            case Renewal.Invalid wrong -> page.wrong(form, wrong.errors());
            case Renewal.AlreadyKnown known -> page.known(form, known.existing().id());
            case Renewal.Stale _, Renewal.NotFound _ -> page.wrong(form, List.of());
        };
    }

    private AddForm page(Visit visit, Submitted form) {
        return form(visit, provider(form), form.text("address"));
    }

    private AddForm form(Visit visit, Provider provider, String address) {
        Provider known = providers.byAddress(address);
        Provider home = known.isCustom() ? provider : known;
        return new AddForm(visit, provider, GrantOffer.adding(provider, home, clients.all(visit.workspace())));
    }

    /** The one that was chosen; under Other, the one that the address or the server is known to be at. */
    private Provider provider(Submitted form) {
        return Stream.of(
                        providers.byId(form.text("provider")),
                        providers.byAddress(form.text("address")),
                        providers.byHost(form.text("receiving.host")))
                .filter(provider -> !provider.isCustom())
                .findFirst()
                .orElseGet(() -> providers.byId("custom"));
    }
}
