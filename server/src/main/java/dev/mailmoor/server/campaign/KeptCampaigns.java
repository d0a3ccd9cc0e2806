package dev.mailmoor.server.campaign;

import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.reauth.ReauthLinks;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Launches campaigns and takes them back. */
@Component
class KeptCampaigns implements Campaigns {
    private static final int MOST = 5_000;
    private static final int LONGEST_NOTE = 500;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Parts parts;

    KeptCampaigns(Parts parts) {
        this.parts = parts;
    }

    /** All that it needs. */
    @Component
    record Parts(
            LostMailboxes lost,
            PostgresCampaigns table,
            PersonalLinks links,
            CampaignPost post,
            ReauthLinks reauthLinks,
            Journal journal,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {}

    @Override
    public Launch launch(Access access, Wish wish) {
        List<FieldError> faults = new ArrayList<>(faults(wish));
        if (!faults.isEmpty()) {
            return new Launch.Invalid(faults);
        }
        List<Mailbox> lost = parts.lost().of(access.workspace(), wish.choice(), MOST);
        if (lost.isEmpty()) {
            return invalid("None of these mailboxes has lost its login.", wish.choice());
        }
        if (lost.size() > MOST) {
            return invalid("A campaign is for %,d mailboxes at most: choose fewer.".formatted(MOST), wish.choice());
        }
        return Objects.requireNonNull(parts.transaction().execute(_ -> launch(access, wish, lost)));
    }

    /** Whoever sends a form twice asks nobody twice. */
    private Launch launch(Access access, Wish wish, List<Mailbox> lost) {
        Set<MailboxId> asked =
                parts.table().askedAlready(access.workspace(), parts.clock().instant());
        List<Mailbox> left =
                lost.stream().filter(mailbox -> !asked.contains(mailbox.id())).toList();
        if (left.isEmpty()) {
            return invalid("All that are lost were left out: asked already in a running campaign.", wish.choice());
        }
        int notLost = wish.choice() instanceof Choice.Named(var ids) ? ids.size() - lost.size() : 0;
        return new Launch.Launched(make(access, wish, left), new LeftOut(notLost, lost.size() - left.size()));
    }

    private static List<FieldError> faults(Wish wish) {
        List<FieldError> faults = new ArrayList<>();
        if (wish.note().length() > LONGEST_NOTE) {
            faults.add(new FieldError("note", "The note may have at most %d characters.".formatted(LONGEST_NOTE)));
        }
        if (wish.life().compareTo(SHORTEST) < 0 || wish.life().compareTo(LinkWish.LONGEST) > 0) {
            faults.add(new FieldError(
                    "expiresIn", "Links are good for at least a minute and at most 30 days: 72h or 7d for example."));
        }
        if (wish.choice() instanceof Choice.Named(var ids) && ids.size() > MOST) {
            faults.add(new FieldError("mailboxes", "At most %,d mailboxes.".formatted(MOST)));
        }
        return faults;
    }

    private static Launch invalid(String why, Choice choice) {
        String field = choice instanceof Choice.Named ? "mailboxes" : "filter";
        return new Launch.Invalid(List.of(new FieldError(field, why)));
    }

    private Campaign make(Access access, Wish wish, List<Mailbox> lost) {
        Instant now = parts.clock().instant();
        List<Asked> people = Asked.of(lost);
        Campaign campaign = new Campaign(
                access.workspace(),
                TimeOrderedId.next(),
                Campaign.State.RUNNING,
                wish.note().strip(),
                wish.reminders(),
                now,
                access.actor().label(),
                now.plus(wish.life()),
                new Campaign.Progress(lost.size(), 0, 0, people.size()));
        parts.table().add(campaign, people);
        parts.links().keep(access.workspace(), people);
        parts.post()
                .put(
                        access.workspace(),
                        campaign.id(),
                        people.stream()
                                .map(person -> new PostgresProgress.Due(
                                        new Holder(access.workspace(), campaign.id(), person.id()),
                                        person.address(),
                                        0))
                                .toList());
        chronicle(access, people, now);
        return campaign;
    }

    private void chronicle(Access access, List<Asked> people, Instant now) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (Asked person : people) {
            String detail = "A campaign asks " + person.address() + " for the new login.";
            person.mailboxes()
                    .forEach(mailbox -> entries.add(new TimelineEntry(
                            access.workspace(),
                            mailbox.id().value(),
                            now,
                            TimelineKind.LINK_MADE,
                            access.actor(),
                            detail)));
        }
        parts.journal().note(entries);
        parts.audit()
                .write(
                        access,
                        "campaign.launched",
                        people.size() == 1 ? "1 person" : people.size() + " people",
                        entries.size() + " mailboxes.");
    }

    @Override
    public List<Campaign> list(WorkspaceId workspace, int limit, Optional<UUID> before) {
        return parts.table().list(workspace, parts.clock().instant(), new PostgresCampaigns.Newest(limit, before));
    }

    @Override
    public Optional<Campaign> find(WorkspaceId workspace, UUID campaign) {
        return parts.table().find(workspace, campaign, parts.clock().instant());
    }

    @Override
    public List<Campaign.Person> people(WorkspaceId workspace, UUID campaign, Part part) {
        return parts.table().people(workspace, campaign, part);
    }

    @Override
    public boolean cancel(Access access, UUID id) {
        return Boolean.TRUE.equals(parts.transaction().execute(_ -> {
            Optional<Campaign> campaign = find(access.workspace(), id);
            campaign.filter(one -> one.state() == Campaign.State.RUNNING).ifPresent(one -> end(access, one));
            return campaign.isPresent();
        }));
    }

    private void end(Access access, Campaign campaign) {
        parts.table().cancel(access.workspace(), campaign.id());
        parts.post().withdraw(access.workspace(), campaign.id());
        parts.reauthLinks().withdrawCarriedBy(access.workspace(), carrier(campaign.id()));
        Campaign.Progress progress = campaign.progress();
        parts.audit()
                .write(
                        access,
                        "campaign.cancelled",
                        progress.people() == 1 ? "1 person" : progress.people() + " people",
                        "%d of %d mailboxes were connected again.".formatted(progress.restored(), progress.total()));
    }

    /** Under which its links to single mailboxes are made, replaced and withdrawn. */
    static String carrier(UUID campaign) {
        return "campaign " + campaign;
    }
}
