package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.NoticeSettings.Marks;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import java.util.Optional;
import java.util.StringJoiner;
import org.springframework.stereotype.Component;

/** What all notices of a workspace have, whatever they say: its phrase, where links lead, help, and why one got it. */
@Component
class Letterhead {
    private final PostgresNoticeSettings settings;
    private final Workspaces workspaces;
    private final Doors doors;

    Letterhead(PostgresNoticeSettings settings, Workspaces workspaces, Doors doors) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.doors = doors;
    }

    /**
     * A letter as it is read.
     *
     * @param sender the name beside the address it comes from
     */
    record Sheet(String sender, String text, String html) {}

    /** @param unsubscribe where a member ends the notices; empty for others */
    Sheet put(WorkspaceId workspace, Audience audience, String body, Optional<String> unsubscribe) {
        String name = workspaces.nameOf(workspace).orElse("");
        Marks marks = marks(workspace);
        String foot = foot(marks, name, audience, unsubscribe);
        return new Sheet(
                name + " (Mailmoor)",
                body.strip() + "\n\n-- \n" + foot + "\n",
                new Html(doors.ours(marks.support())).page(body, foot));
    }

    Marks marks(WorkspaceId workspace) {
        NoticeSettings.Choices choices = settings.choices(workspace);
        return new Marks(choices.phrase(), SupportPlace.read(choices.support()).or(doors::support));
    }

    private String foot(Marks marks, String name, Audience audience, Optional<String> unsubscribe) {
        StringJoiner foot = new StringJoiner("\n\n");
        if (!marks.phrase().isBlank()) {
            foot.add("The phrase of " + name + " is: " + marks.phrase() + "\nA notice without it is not from us.");
        }
        foot.add("Links in this mail lead to " + doors.host() + ". We never ask for a password by mail.");
        marks.support().ifPresent(help -> foot.add("Help: " + help));
        foot.add(why(audience, name));
        unsubscribe.ifPresent(address -> foot.add("To get no more notices:\n" + address));
        return foot.toString();
    }

    private static String why(Audience audience, String name) {
        return switch (audience) {
            case MEMBER -> "You get this as a member of the workspace " + name + ".";
            case OWNER -> "You get this because " + name + " names you as the owner of a mailbox it keeps connected.";
            case MAILBOX -> "This goes to the mailbox itself, which " + name + " keeps connected.";
            case PERSON -> "You get this from the workspace " + name + ".";
        };
    }
}
