package dev.mailmoor.server.notify;

import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.workspace.Workspaces;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells operators of a provider's trouble. */
@Component
class IncidentLetters implements Letters {
    static final String KIND = "incident";
    /** How the monitor names a client in the event. */
    private static final String OAUTH_CLIENT = "OAuth client";

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
        Map<String, String> values = Map.of(
                "workspace", reader.workspaceName(),
                "place", place(mail.about().path("server").asString("")),
                "since", since(mail.about().path("openedAt").asString("")),
                "nextStep", nextStep(mail.about().path("server").asString("")),
                "action", "See it in the console:\n" + doors.overview());
        return LossWords.fill(words.template(reader, TemplateKind.INCIDENT), TemplateKind.INCIDENT, values);
    }

    private String place(String server) {
        var provider = providers.byId(server);
        return provider.isCustom() ? server : provider.name();
    }

    /** An OAuth client is the workspace's own, so its own people mend it. */
    private static String nextStep(String server) {
        return server.startsWith(OAUTH_CLIENT)
                ? "Look at this client in the console, under OAuth clients: its secret may have expired or been changed."
                : "Nothing needs to be done: it is most likely the provider's own trouble. Those that still fail when it"
                        + " is over come in one notice.";
    }

    private static String since(String openedAt) {
        try {
            return Phrasing.moment(Instant.parse(openedAt));
        } catch (DateTimeParseException e) {
            return openedAt;
        }
    }
}
