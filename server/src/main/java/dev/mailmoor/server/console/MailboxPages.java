package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.FleetFigures;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.journal.Timeline;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.Grants;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts the page of one mailbox together. */
@Component
class MailboxPages {
    private static final int TIMELINE = 25;

    private final Fleet fleet;
    private final FleetFigures figures;
    private final Mailboxes mailboxes;
    private final Timeline timeline;
    private final Providers providers;
    private final Grants grants;

    MailboxPages(
            Fleet fleet,
            FleetFigures figures,
            Mailboxes mailboxes,
            Timeline timeline,
            Providers providers,
            Grants grants) {
        this.fleet = fleet;
        this.figures = figures;
        this.mailboxes = mailboxes;
        this.timeline = timeline;
        this.providers = providers;
        this.grants = grants;
    }

    /** @throws NotHere when this workspace has no such mailbox */
    MailboxView view(Visit visit, MailboxId id) {
        return fleet.find(visit.workspace(), id).orElseThrow(() -> Visit.noMailbox(id));
    }

    MailboxPage page(Visit visit, MailboxId id, Map<Direction, Diagnosis> tested) {
        MailboxView view = view(visit, id);
        Mailbox mailbox = view.mailbox();
        return new MailboxPage(
                visit.frame(mailbox.address().value(), Section.EMAIL),
                mailbox.id().toString(),
                mailbox.address().value(),
                says(mailbox),
                Badge.of(mailbox.state()),
                banner(view, visit),
                channels(view, tested, visit),
                missing(mailbox),
                strip(mailbox, visit),
                facts(mailbox, visit),
                timeline.newest(visit.workspace(), id.value(), TIMELINE, Optional.empty()).stream()
                        .map(line -> Happening.of(line, visit.now()))
                        .toList(),
                grants(mailbox),
                new MailboxPage.Does(
                        mailbox.state() == MailboxState.PAUSED,
                        mailboxes.superseded(mailbox).isPresent(),
                        mailbox.state() == MailboxState.AUTH_LOST));
    }

    /** The ways by which a person may grant it at its provider. */
    GrantOffer grants(Mailbox mailbox) {
        return GrantOffer.renewing(mailbox, grants.offered(mailbox));
    }

    private String says(Mailbox mailbox) {
        return Stream.of(
                        MailboxRow.name(mailbox),
                        mailbox.owner().isEmpty() ? "" : "owner " + mailbox.owner(),
                        MailboxRow.provider(mailbox, providers))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    // Allowed MethodLength: one case for each state, side by side.
    private static Optional<Banner> banner(MailboxView view, Visit visit) {
        MailboxState state = view.mailbox().state();
        Optional<ChannelBelief> worst = MailboxRow.worst(view);
        Optional<Moment> since = worst.map(belief -> Moment.lasting(belief.since(), visit.now()));
        Optional<Explained> explained = worst.flatMap(ChannelBelief::diagnosis)
                .map(diagnosis -> Explained.of(diagnosis, view.mailbox().owner()));
        String title = explained.map(Explained::summary).orElse("");
        return switch (state) {
            case CONNECTED -> Optional.empty();
            case AUTH_LOST ->
                Optional.of(new Banner(
                        Tone.RED, title.isEmpty() ? "The login is lost." : title, "", since, explained, agree(view)));
            case UNREACHABLE ->
                Optional.of(new Banner(
                        Tone.AMBER,
                        title.isEmpty() ? "The server is not reached." : title,
                        "",
                        since,
                        explained,
                        agree(view)));
            case SUSPECT ->
                Optional.of(new Banner(
                        Tone.AMBER,
                        title.isEmpty() ? "A check failed." : title,
                        "It is tried again before it counts.",
                        since,
                        explained,
                        agree(view)));
            case UNVERIFIED ->
                Optional.of(new Banner(
                        Tone.GREY,
                        "Not checked yet.",
                        "The first check comes within seconds.",
                        Optional.empty(),
                        explained,
                        ""));
            case PAUSED ->
                Optional.of(new Banner(
                        Tone.GREY,
                        "Paused.",
                        "It is not checked until somebody resumes it.",
                        Optional.empty(),
                        Optional.empty(),
                        ""));
        };
    }

    private static String agree(MailboxView view) {
        List<Object> causes = view.beliefs().values().stream()
                .<Object>map(
                        belief -> belief.diagnosis().flatMap(Diagnosis::finding).map(Diagnosis.Finding::cause))
                .toList();
        if (causes.size() < 2) {
            return "";
        }
        if (causes.get(0).equals(causes.get(1))) {
            return "both channels agree";
        }
        return Arrays.stream(Direction.values())
                .filter(direction -> Optional.ofNullable(view.beliefs().get(direction))
                        .filter(belief -> belief.state() == MailboxState.CONNECTED)
                        .isPresent())
                .map(direction -> direction.word() + " still works")
                .findFirst()
                .orElse("");
    }

    private static List<ChannelCard> channels(MailboxView view, Map<Direction, Diagnosis> tested, Visit visit) {
        String owner = view.mailbox().owner();
        return Arrays.stream(Direction.values())
                .flatMap(direction -> view.mailbox().channel(direction).stream()
                        .map(settings -> ChannelCard.of(
                                direction,
                                settings,
                                Optional.ofNullable(view.beliefs().get(direction)),
                                Optional.ofNullable(tested.get(direction)).map(found -> Explained.of(found, owner)),
                                visit.now())))
                .toList();
    }

    private static List<String> missing(Mailbox mailbox) {
        return Arrays.stream(Direction.values())
                .filter(direction -> mailbox.channel(direction).isEmpty())
                .map(Direction::word)
                .toList();
    }

    private DayStrip strip(Mailbox mailbox, Visit visit) {
        var from = visit.now().minus(Duration.ofDays(DayStrip.DAYS));
        return DayStrip.of(figures.troubles(visit.workspace(), mailbox.id(), from), mailbox.createdAt(), visit.now());
    }

    private static MailboxPage.Facts facts(Mailbox mailbox, Visit visit) {
        return new MailboxPage.Facts(
                (mailbox.name().first() + " " + mailbox.name().last()).strip(),
                mailbox.owner(),
                mailbox.description(),
                mailbox.tags(),
                kind(mailbox.credential().kind()),
                Moment.ago(mailbox.credential().changedAt(), visit.now()),
                Moment.ago(mailbox.createdAt(), visit.now()));
    }

    private static String kind(CredentialKind kind) {
        return switch (kind) {
            case PASSWORD -> "Password";
            case APP_PASSWORD -> "App password";
            case OAUTH -> "OAuth grant";
        };
    }
}
