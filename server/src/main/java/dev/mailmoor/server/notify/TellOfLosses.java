package dev.mailmoor.server.notify;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.monitor.Losses;
import dev.mailmoor.server.monitor.Losses.Loss;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides what is told of losses: when one begins, while it lasts, and when it is over. */
@Component
class TellOfLosses {
    private static final Duration SOON = Duration.ofHours(1);
    private static final int BATCH = 200;

    private final Losses losses;
    private final Mailboxes mailboxes;
    private final PostgresToldLosses told;
    private final PostgresNotices notices;
    private final WhoIsTold who;
    private final TellOrHold telling;
    private final Clock clock;

    TellOfLosses(
            Losses losses,
            Mailboxes mailboxes,
            PostgresToldLosses told,
            PostgresNotices notices,
            WhoIsTold who,
            TellOrHold telling,
            Clock clock) {
        this.losses = losses;
        this.mailboxes = mailboxes;
        this.told = told;
        this.notices = notices;
        this.who = who;
        this.telling = telling;
        this.clock = clock;
    }

    /** One that is over by now, or that people know of, is not told again; one whose notices a pause withdrew is. */
    @Transactional
    public void lost(WorkspaceId workspace, Collection<MailboxId> ids) {
        Map<MailboxId, Loss> open = losses.open(workspace, ids);
        Map<MailboxId, Mailbox> known = mailboxes.find(workspace, open.keySet()).stream()
                .filter(mailbox -> mailbox.state() != MailboxState.PAUSED)
                .collect(Collectors.toMap(Mailbox::id, Function.identity()));
        List<Recipient> admins = who.members(workspace, Role.ADMIN);
        List<ToldLoss> begun = new ArrayList<>();
        List<Notice> wanted = new ArrayList<>();
        for (MailboxId id : ids) {
            Mailbox mailbox = known.get(id);
            Loss loss = open.get(id);
            if (mailbox != null && loss != null) {
                ToldLoss one = new ToldLoss(workspace, id, loss.id(), loss.beganAt());
                begun.add(one);
                wanted.addAll(notices(one, mailbox, admins, 0));
            }
        }
        told.begin(begun, clock.instant());
        notices.forgetWithdrawn(workspace, begun);
        telling.tell(workspace, Occasion.LOST, wanted);
    }

    /** Those who were told, or are about to be, are told that it is over. */
    @Transactional
    public void restored(WorkspaceId workspace, Collection<MailboxId> ids) {
        Map<MailboxId, Loss> open = losses.open(workspace, ids);
        List<ToldLoss> over = told.current(workspace, ids).stream()
                .filter(loss -> !goesOn(loss, open))
                .toList();
        if (over.isEmpty()) {
            return;
        }
        told.over(workspace, over);
        notices.forgetUntold(workspace, over, clock.instant());
        Map<UUID, List<Recipient>> readers = notices.told(workspace, over);
        List<Notice> wanted = over.stream()
                .flatMap(loss -> readers.getOrDefault(loss.loss(), List.of()).stream()
                        .map(reader -> new Notice(loss.mailbox(), loss.loss(), Occasion.RESTORED, 0, reader)))
                .toList();
        telling.tell(workspace, Occasion.RESTORED, wanted);
    }

    /** Reminds of those whose time has come; true when there may be more. */
    @Transactional
    public boolean remind() {
        Instant now = clock.instant();
        List<ToldLoss> due = told.toBeReminded(now, BATCH);
        due.stream()
                .map(ToldLoss::workspace)
                .distinct()
                .forEach(workspace -> remind(
                        workspace,
                        due.stream()
                                .filter(loss -> loss.workspace().equals(workspace))
                                .toList(),
                        now));
        return due.size() == BATCH;
    }

    private void remind(WorkspaceId workspace, List<ToldLoss> due, Instant now) {
        Set<MailboxId> ids = Set.copyOf(due.stream().map(ToldLoss::mailbox).toList());
        Map<MailboxId, Loss> open = losses.open(workspace, ids);
        Map<MailboxId, Mailbox> known =
                mailboxes.find(workspace, ids).stream().collect(Collectors.toMap(Mailbox::id, Function.identity()));
        List<Recipient> admins = who.members(workspace, Role.ADMIN);
        Map<ToldLoss, Optional<Instant>> next = new LinkedHashMap<>();
        List<Notice> wanted = new ArrayList<>();
        for (ToldLoss loss : due) {
            Optional<Mailbox> still =
                    goesOn(loss, open) ? Optional.ofNullable(known.get(loss.mailbox())) : Optional.empty();
            next.put(loss, next(loss, still, now));
            still.filter(mailbox -> mailbox.state() == MailboxState.AUTH_LOST)
                    .ifPresent(mailbox -> wanted.addAll(notices(
                            loss,
                            mailbox,
                            admins,
                            Reminders.due(loss.beganAt(), now).orElse(1))));
        }
        told.remindAt(next);
        telling.tell(workspace, Occasion.REMINDER, wanted);
    }

    private static boolean goesOn(ToldLoss loss, Map<MailboxId, Loss> open) {
        return Optional.ofNullable(open.get(loss.mailbox()))
                .filter(still -> still.id().equals(loss.loss()))
                .isPresent();
    }

    /** @param still empty when the loss is over, which the journal is about to tell */
    private static Optional<Instant> next(ToldLoss loss, Optional<Mailbox> still, Instant now) {
        return still.flatMap(mailbox -> switch (mailbox.state()) {
            case AUTH_LOST, PAUSED -> Reminders.next(loss.beganAt(), now);
            // A new credential is being tried.
            case SUSPECT, UNREACHABLE, UNVERIFIED, CONNECTED -> Optional.of(now.plus(SOON));
        });
    }

    /** @param days of a reminder; 0 for the beginning */
    private static List<Notice> notices(ToldLoss loss, Mailbox mailbox, List<Recipient> admins, int days) {
        return WhoIsTold.of(mailbox, admins).stream()
                .map(recipient -> new Notice(
                        mailbox.id(), loss.loss(), days == 0 ? Occasion.LOST : Occasion.REMINDER, days, recipient))
                .toList();
    }
}
