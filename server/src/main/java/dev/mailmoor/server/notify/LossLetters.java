package dev.mailmoor.server.notify;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.monitor.Losses;
import dev.mailmoor.server.monitor.Losses.Loss;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.notify.PostgresNotices.Earlier;
import dev.mailmoor.server.notify.PostgresNotices.Told;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.reauth.ReauthLinks;
import dev.mailmoor.server.reauth.ReauthLinks.Made;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells of losses, as they are when the mail goes: what is over by then is not told any more. */
@Component
class LossLetters implements Letters {
    private final PostgresNotices notices;
    private final Losses losses;
    private final Mailboxes mailboxes;
    private final Monitor monitor;
    private final ReauthLinks links;
    private final PostgresNoticeSettings settings;
    private final Workspaces workspaces;
    private final LossWords words;

    // Allowed ParameterNumber: the rooms that a letter is written from.
    LossLetters(
            PostgresNotices notices,
            Losses losses,
            Mailboxes mailboxes,
            Monitor monitor,
            ReauthLinks links,
            PostgresNoticeSettings settings,
            Workspaces workspaces,
            LossWords words) {
        this.notices = notices;
        this.losses = losses;
        this.mailboxes = mailboxes;
        this.monitor = monitor;
        this.links = links;
        this.settings = settings;
        this.workspaces = workspaces;
        this.words = words;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Occasion.LOST.word(), Occasion.REMINDER.word(), Occasion.RESTORED.word());
    }

    @Override
    public Written write(OutgoingMail mail) {
        List<Told> asked = notices.in(mail);
        return mail.kind().equals(Occasion.RESTORED.word()) ? restored(mail, asked) : lasting(mail, asked);
    }

    private Written restored(OutgoingMail mail, List<Told> asked) {
        Map<UUID, Earlier> earlier = notices.earlier(mail);
        boolean early = asked.stream().anyMatch(told -> earlier(told, earlier) == Earlier.BEING_TOLD);
        return early ? new Written.NotYet() : write(mail, asked, told -> earlier(told, earlier) == Earlier.TOLD);
    }

    private static Earlier earlier(Told told, Map<UUID, Earlier> of) {
        return of.getOrDefault(told.notice().loss(), Earlier.NOT_TOLD);
    }

    private Written lasting(OutgoingMail mail, List<Told> asked) {
        Map<MailboxId, Mailbox> known = mailboxes(mail.workspace(), asked);
        Map<MailboxId, Loss> open = losses.open(mail.workspace(), known.keySet());
        return write(mail, asked, told -> goesOn(told, open, known));
    }

    /** What is not true any more is told neither now nor later. What may have been told stays: its reader hears of the end. */
    private Written write(OutgoingMail mail, List<Told> asked, Predicate<Told> stillTrue) {
        Map<Boolean, List<Told>> parted = asked.stream().collect(Collectors.partitioningBy(stillTrue));
        List<Told> over = parted.getOrDefault(false, List.of());
        List<Told> tells = parted.getOrDefault(true, List.of());
        if (!over.isEmpty() && mail.unanswered() == 0) {
            notices.withdraw(mail.workspace(), over.stream().map(Told::notice).toList());
        }
        return tells.isEmpty() ? new Written.Nothing("It was over before the notice went.") : write(mail, tells);
    }

    private static boolean goesOn(Told told, Map<MailboxId, Loss> open, Map<MailboxId, Mailbox> known) {
        MailboxId id = told.notice().mailbox();
        boolean same = Optional.ofNullable(open.get(id))
                .filter(loss -> loss.id().equals(told.notice().loss()))
                .isPresent();
        return same
                && Optional.ofNullable(known.get(id))
                        .filter(mailbox -> mailbox.state() != MailboxState.PAUSED)
                        .isPresent();
    }

    private Written write(OutgoingMail mail, List<Told> tells) {
        WorkspaceId workspace = mail.workspace();
        Reader reader = new Reader(
                workspace,
                workspaces.nameOf(workspace).orElse(""),
                mail.recipient().audience());
        Map<MailboxId, Mailbox> known = mailboxes(workspace, tells);
        Map<MailboxId, Map<Direction, ChannelBelief>> beliefs = monitor.beliefs(workspace, known.keySet());
        Map<MailboxId, Made> linked = mayBeLinked(mail) ? links(mail, known.keySet()) : Map.of();
        List<LostMailbox> all = tells.stream()
                .filter(told -> known.containsKey(told.notice().mailbox()))
                .map(told -> {
                    Mailbox mailbox = java.util.Objects.requireNonNull(
                            known.get(told.notice().mailbox()));
                    return new LostMailbox(
                            told,
                            mailbox,
                            reason(beliefs.getOrDefault(mailbox.id(), Map.of())),
                            Optional.ofNullable(linked.get(mailbox.id())).map(Made::url));
                })
                .toList();
        if (all.isEmpty()) {
            return new Written.Nothing("The mailbox was disconnected.");
        }
        return all.size() == 1 ? words.one(reader, all.getFirst()) : words.several(reader, all);
    }

    private boolean mayBeLinked(OutgoingMail mail) {
        return mail.recipient().audience() != Audience.MEMBER
                && !mail.kind().equals(Occasion.RESTORED.word())
                && settings.choices(mail.workspace()).links() == NoticeSettings.Links.SENT;
    }

    private Map<MailboxId, Made> links(OutgoingMail mail, Set<MailboxId> lost) {
        return links.carried(
                mail.workspace(), lost, new ReauthLinks.Carrier(carrier(mail), "Mailmoor", "", LinkWish.USUAL));
    }

    /** Each attempt its own: one that was thought lost may have arrived, and its links must work, too. */
    private static String carrier(OutgoingMail mail) {
        return "notice " + mail.id() + " " + mail.attempts();
    }

    @Override
    public void notTaken(OutgoingMail mail, List<Told> tells) {
        links.forgetUnseen(
                mail.workspace(),
                tells.stream().map(told -> told.notice().mailbox()).toList(),
                carrier(mail));
    }

    private static Optional<Diagnosis> reason(Map<Direction, ChannelBelief> channels) {
        return channels.values().stream()
                .filter(belief -> belief.state() == MailboxState.AUTH_LOST)
                .flatMap(belief -> belief.diagnosis().stream())
                .findFirst();
    }

    private Map<MailboxId, Mailbox> mailboxes(WorkspaceId workspace, List<Told> tells) {
        Set<MailboxId> ids = tells.stream().map(told -> told.notice().mailbox()).collect(Collectors.toSet());
        return mailboxes.find(workspace, ids).stream().collect(Collectors.toMap(Mailbox::id, Function.identity()));
    }
}
