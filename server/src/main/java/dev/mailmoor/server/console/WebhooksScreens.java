package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.webhook.Webhook;
import dev.mailmoor.server.webhook.Webhooks;
import dev.mailmoor.server.webhook.Webhooks.Saving;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(WebhooksScreens.PATH)
class WebhooksScreens {
    static final String PATH = "/settings/webhooks";

    private final Webhooks webhooks;

    WebhooksScreens(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping
    @Needs(Role.ADMIN)
    Screen list(Visit visit) {
        return page(visit, List.of(), Fields.of(Map.of()));
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer add(Visit visit, Submitted form) {
        List<String> events = WebhookWords.ticked(form);
        var draft = new Webhooks.Draft(form.text("url"), events, form.secret("secret"));
        return switch (webhooks.add(visit.access(), draft)) {
            case Saving.Saved(Webhook added, Optional<Secret> made) -> WebhookScreens.to(added.id(), made);
            case Saving.Invalid(List<Webhooks.Fault> faults) -> page(visit, events, wrong(form, faults));
            case Saving.Refused(String reason) -> GoTo.path(PATH).saying(Notice.bad(reason));
            case Saving.Stale _, Saving.NotFound _ -> throw new NotHere("no such webhook");
        };
    }

    static Fields wrong(Submitted form, List<Webhooks.Fault> faults) {
        return Fields.of(
                form.echo(),
                faults.stream()
                        .map(fault -> new FieldError(fault.field(), fault.message()))
                        .toList());
    }

    private Screen page(Visit visit, List<String> ticked, Fields fields) {
        return new WebhooksPage(
                visit.frame("Webhooks", Section.WEBHOOKS),
                webhooks.list(visit.workspace()).stream()
                        .map(webhook -> WebhookWords.line(webhook, visit.now()))
                        .toList(),
                WebhookWords.events(ticked),
                fields);
    }
}
