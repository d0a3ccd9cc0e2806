package dev.mailmoor.server.webhook;

import dev.mailmoor.server.notify.LetterWriter;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.webhook.TellOfTroubles.Trouble;
import dev.mailmoor.server.webhook.Webhook.Switch;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is said of webhooks that do not get through; the address is told by its host alone, for the rest may be a secret. */
@Component
class TroubleLetters implements LetterWriter {
    private final PostgresWebhooks webhooks;
    private final URI publicUrl;

    TroubleLetters(PostgresWebhooks webhooks, Settings settings) {
        this.webhooks = webhooks;
        this.publicUrl = settings.web().publicUrl();
    }

    @Override
    public String kind() {
        return TellOfTroubles.KIND;
    }

    @Override
    public Optional<Letter> write(WorkspaceId workspace, String recipient, Map<String, Object> about) {
        Trouble trouble = Trouble.valueOf(String.valueOf(about.get("trouble")));
        return webhooks.find(workspace, UUID.fromString(String.valueOf(about.get("webhook"))))
                .flatMap(webhook -> switch (trouble) {
                    case GIVEN_UP -> Optional.of(givenUp(webhook));
                    case DISABLED -> disabled(webhook);
                });
    }

    private Letter givenUp(Webhook webhook) {
        String last = webhook.health().lastFailure();
        return new Letter(
                "A webhook does not get through: " + host(webhook),
                "The webhook at " + host(webhook) + " took an event in none of its tries within three days."
                        + " That event was given up; later ones are still tried."
                        + (last.isEmpty() ? "" : "\n\nWhat came of the last try: " + last + ".")
                        + "\n\nSee what was given up, and send it again when the receiver works:\n" + page(webhook));
    }

    /** Nothing when somebody has switched it on again. */
    private Optional<Letter> disabled(Webhook webhook) {
        return webhook.enabled() instanceof Switch.Off(String why)
                ? Optional.of(new Letter(
                        "A webhook was switched off: " + host(webhook),
                        "The webhook at " + host(webhook) + " was switched off. " + why
                                + "\n\nSwitch it on again, or remove it:\n" + page(webhook)))
                : Optional.empty();
    }

    private static String host(Webhook webhook) {
        return Optional.ofNullable(URI.create(webhook.url()).getHost()).orElse("an address without a host");
    }

    private String page(Webhook webhook) {
        return publicUrl + "/settings/webhooks/" + webhook.id();
    }
}
