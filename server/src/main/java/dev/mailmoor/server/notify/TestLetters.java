package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.Workspaces;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A template with made-up values, to see it arrive. */
@Component
class TestLetters implements Letters {
    static final String KIND = "test";

    private final Samples samples;
    private final Workspaces workspaces;

    TestLetters(Samples samples, Workspaces workspaces) {
        this.samples = samples;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Written write(OutgoingMail mail) {
        TemplateKind kind =
                TemplateKind.of(mail.about().path("kind").asString("")).orElse(TemplateKind.LOST);
        Template template = new Template(
                mail.about().path("subject").asString(""),
                mail.about().path("body").asString(""));
        Written.Text text =
                samples.of(kind, template, workspaces.nameOf(mail.workspace()).orElse(""));
        return Written.Text.of(
                "Test: " + text.subject(), "This is a test; the mailboxes in it are made up.\n\n" + text.body());
    }
}
