package dev.mailmoor.server.notify;

import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.workspace.Workspaces;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells operators of a provider's trouble, or of an OAuth client's. */
@Component
class IncidentLetters implements Letters {
    static final String KIND = "incident";
    private final Providers providers;
    private final Workspaces workspaces;
    private final LossWords words;
    private final Doors doors;

    IncidentLetters(Providers providers, Workspaces workspaces, LossWords words, Doors doors) {
        this.providers = providers;
        this.workspaces = workspaces;
        this.words = words;
        this.doors = doors;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Written write(OutgoingMail mail) {
        Reader reader = new Reader(
                mail.workspace(),
                workspaces.nameOf(mail.workspace()).orElse(""),
                mail.recipient().audience());
        Trouble trouble = trouble(mail.about());
        Map<String, String> values = Map.of(
                "workspace", reader.workspaceName(),
                "place", trouble.place(),
                "since", since(mail.about().path("openedAt").asString("")),
                "nextStep", trouble.nextStep(),
                "action", "See it in the console:\n" + doors.overview());
        return LossWords.fill(
                words.template(reader, TemplateKind.INCIDENT, trouble.usual()), TemplateKind.INCIDENT, values);
    }

    /** @param usual our own words for it */
    private record Trouble(String place, String nextStep, Template usual) {}

    /** An OAuth client is the workspace's own, so its own people mend it. */
    private Trouble trouble(JsonNode incident) {
        return incident.path("kind").asString("").equals("oauth-client")
                ? new Trouble(
                        "the OAuth client " + incident.path("client").asString(""),
                        "Look at this client in the console, under OAuth clients: its secret may have expired or been"
                                + " changed.",
                        OurTemplates.BROKEN_CLIENT)
                : new Trouble(
                        server(incident.path("server").asString("")),
                        "Nothing needs to be done: it is most likely the provider's own trouble. Those that still fail"
                                + " when it is over come in one notice.",
                        OurTemplates.of(TemplateKind.INCIDENT));
    }

    private String server(String server) {
        var provider = providers.byId(server);
        return provider.isCustom() ? server : provider.name();
    }

    private static String since(String openedAt) {
        try {
            return Phrasing.moment(Instant.parse(openedAt));
        } catch (DateTimeParseException e) {
            return openedAt;
        }
    }
}
