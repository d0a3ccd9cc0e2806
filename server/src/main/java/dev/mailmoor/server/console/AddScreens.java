package dev.mailmoor.server.console;

import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** + Email. */
@Controller
@RequestMapping("/mailboxes/new")
class AddScreens {
    private static final List<String> OFFERED =
            List.of("gmail", "microsoft", "outlook.com", "yahoo", "icloud", "zoho", "fastmail", "gmx", "ionos");

    /** Most mailboxes there take OAuth only. */
    private static final Set<String> NO_PASSWORDS_BY_RULE = Set.of("microsoft", "outlook.com");

    private final Connections connections;
    private final Providers providers;

    AddScreens(Connections connections, Providers providers) {
        this.connections = connections;
        this.providers = providers;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen choose(Visit visit) {
        List<ChooseProviderPage.Tile> tiles = OFFERED.stream()
                .map(providers::byId)
                .filter(provider -> !provider.id().equals("custom"))
                .map(provider -> new ChooseProviderPage.Tile(provider.id(), provider.name(), means(provider)))
                .toList();
        return new ChooseProviderPage(visit.frame("+ Email", Section.EMAIL), tiles);
    }

    private static String means(Provider provider) {
        if (NO_PASSWORDS_BY_RULE.contains(provider.id())) {
            return "where passwords are still allowed";
        }
        return provider.appPasswordSteps().isEmpty() ? "with its password" : "with an app password";
    }

    @GetMapping("/{provider:[a-z0-9.-]{1,40}}")
    @Needs(Role.OPERATOR)
    Screen form(Visit visit, @PathVariable String provider) {
        return new AddForm(visit, providers.byId(provider)).empty();
    }

    /** The address was typed: its provider's servers are filled in where nothing was typed yet. */
    @PostMapping("/settings")
    @Needs(Role.OPERATOR)
    Screen settings(Visit visit, Submitted form) {
        Provider provider = providers.byAddress(form.text("address"));
        Provider chosen = provider.id().equals("custom") ? providers.byId(form.text("provider")) : provider;
        return new AddForm(visit, chosen).filled(form);
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
        List<FieldError> missing = Required.of(form, "configurationName", "description");
        if (!missing.isEmpty()) {
            return page.wrong(form, missing);
        }
        Proving proving = form.ticked("acceptPartial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        return switch (connections.connect(visit.access(), AddForm.draft(form), proving)) {
            case Renewal.Saved saved ->
                GoTo.path("/mailboxes/" + saved.mailbox().id()).saying(Notice.good(Explained.WORKS));
            case Renewal.NotProved refused -> page.tried(form, refused.diagnoses());
            case Renewal.Invalid wrong -> page.wrong(form, wrong.errors());
            case Renewal.AlreadyKnown known -> page.known(form, known.existing().id());
            case Renewal.Stale _, Renewal.NotFound _ -> page.wrong(form, List.of());
        };
    }

    private AddForm page(Visit visit, Submitted form) {
        return new AddForm(visit, providers.byId(form.text("provider")));
    }
}
