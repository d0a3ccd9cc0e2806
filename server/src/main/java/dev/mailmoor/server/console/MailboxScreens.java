package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Connections.Disconnection;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.reauth.Pausing;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page of one mailbox and what is done from it at one press. */
@Controller
@RequestMapping("/mailboxes/{id:[0-9a-f-]{36}}")
class MailboxScreens {
    private final MailboxPages pages;
    private final Connections connections;
    private final Pausing pausing;

    MailboxScreens(MailboxPages pages, Connections connections, Pausing pausing) {
        this.pages = pages;
        this.connections = connections;
        this.pausing = pausing;
    }

    @GetMapping
    @Needs(Role.VIEWER)
    Screen show(Visit visit, @PathVariable UUID id) {
        return pages.page(visit, new MailboxId(id), Map.of());
    }

    @PostMapping("/test")
    @Needs(Role.OPERATOR)
    Screen test(Visit visit, @PathVariable UUID id, Submitted form) {
        MailboxId mailbox = new MailboxId(id);
        Trial trial = connections.test(visit.access(), mailbox, directions(form.text("direction")), Optional.empty());
        Map<Direction, Diagnosis> tested = switch (trial) {
            case Trial.Tried tried -> tried.diagnoses();
            case Trial.Invalid _ -> Map.of();
            case Trial.NotFound _ -> throw Visit.noMailbox(mailbox);
        };
        return pages.page(visit, mailbox, tested);
    }

    private static Set<Direction> directions(String word) {
        return switch (word) {
            case "receiving" -> EnumSet.of(Direction.RECEIVING);
            case "sending" -> EnumSet.of(Direction.SENDING);
            default -> EnumSet.allOf(Direction.class);
        };
    }

    @PostMapping("/pause")
    @Needs(Role.OPERATOR)
    Answer pause(Visit visit, @PathVariable UUID id) {
        if (!pausing.pause(visit.access(), new MailboxId(id))) {
            throw Visit.noMailbox(new MailboxId(id));
        }
        return to(id).saying(Notice.good("Paused: it is not checked until somebody resumes it."));
    }

    @PostMapping("/resume")
    @Needs(Role.OPERATOR)
    Answer resume(Visit visit, @PathVariable UUID id) {
        if (!pausing.resume(visit.access(), new MailboxId(id))) {
            throw Visit.noMailbox(new MailboxId(id));
        }
        return to(id).saying(Notice.good("Resumed: it is checked at once."));
    }

    @PostMapping("/undo")
    @Needs(Role.OPERATOR)
    Answer undo(Visit visit, @PathVariable UUID id) {
        return switch (connections.rollBack(visit.access(), new MailboxId(id))) {
            case Renewal.Saved _ ->
                to(id).saying(Notice.good("The credential before is back in force and is checked at once."));
            case Renewal.Invalid wrong -> to(id).saying(Notice.bad(Sentences.first(wrong.errors())));
            case Renewal.NotProved refused ->
                to(id).saying(Notice.bad(
                        "The credential before does not work either: " + Sentences.firstFailure(refused.diagnoses())));
            case Renewal.Stale _, Renewal.AlreadyKnown _ -> to(id).saying(Notice.bad(Sentences.STALE));
            case Renewal.NotFound _ -> throw Visit.noMailbox(new MailboxId(id));
        };
    }

    @GetMapping("/disconnect")
    @Needs(Role.OPERATOR)
    Screen askToDisconnect(Visit visit, @PathVariable UUID id) {
        Mailbox mailbox = pages.view(visit, new MailboxId(id)).mailbox();
        return new DisconnectPage(
                visit.frame("Disconnect", Section.EMAIL),
                id.toString(),
                mailbox.address().value(),
                mailbox.version());
    }

    @PostMapping("/disconnect")
    @Needs(Role.OPERATOR)
    Answer disconnect(Visit visit, @PathVariable UUID id, Submitted form) {
        String address = form.text("address");
        return switch (connections.disconnect(visit.access(), new MailboxId(id), Sentences.version(form))) {
            case Disconnection.Gone _ ->
                GoTo.path("/mailboxes")
                        .saying(Notice.good(
                                address.isEmpty()
                                        ? "Disconnected."
                                        : address + " is disconnected; its password is forgotten."));
            case Disconnection.Refused refused -> to(id).saying(Notice.bad(refused.reason()));
            case Disconnection.Stale _ -> to(id).saying(Notice.bad(Sentences.STALE));
            case Disconnection.NotFound _ -> throw Visit.noMailbox(new MailboxId(id));
        };
    }

    private static GoTo to(UUID id) {
        return GoTo.path("/mailboxes/" + id);
    }
}
