package dev.mailmoor.server.campaign;

import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.notify.LetterWriter;
import dev.mailmoor.server.notify.Phrasing;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a campaign's mails say; nothing to somebody who has acted, or when the campaign is over. */
@Component
class CampaignLetters implements LetterWriter {
    private static final int MOST_NAMED = 20;

    private final PostgresCampaigns table;
    private final NoteRestored restored;
    private final Mailboxes mailboxes;
    private final PersonalLinks links;
    private final Workspaces workspaces;
    private final Clock clock;

    CampaignLetters(
            PostgresCampaigns table,
            NoteRestored restored,
            Mailboxes mailboxes,
            PersonalLinks links,
            Workspaces workspaces,
            Clock clock) {
        this.table = table;
        this.restored = restored;
        this.mailboxes = mailboxes;
        this.links = links;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return CampaignPost.KIND;
    }

    @Override
    public Optional<Letter> write(WorkspaceId workspace, String recipient, Map<String, Object> about) {
        Holder holder = CampaignPost.holder(workspace, about);
        noteThoseThatCameBackUnseen(holder);
        List<String> lost =
                open(holder).stream().map(CampaignVisits.Listed::address).toList();
        return table.find(workspace, holder.campaign(), clock.instant())
                .filter(campaign -> campaign.state() == Campaign.State.RUNNING && !lost.isEmpty())
                .flatMap(campaign -> links.of(holder)
                        .map(link -> letter(new Facts(campaign, lost, link), CampaignPost.mailing(about))));
    }

    @Override
    public void sent(WorkspaceId workspace, String recipient, Map<String, Object> about) {
        table.told(CampaignPost.holder(workspace, about), clock.instant());
    }

    /** One that came back while the campaign was made has told so before anybody listened. */
    private void noteThoseThatCameBackUnseen(Holder holder) {
        List<MailboxId> open =
                open(holder).stream().map(CampaignVisits.Listed::mailbox).toList();
        Map<MailboxId, Instant> back = mailboxes.find(holder.workspace(), open).stream()
                .filter(mailbox -> mailbox.state() == MailboxState.CONNECTED)
                .collect(Collectors.toMap(Mailbox::id, _ -> clock.instant()));
        if (!back.isEmpty()) {
            restored.note(holder.workspace(), back);
        }
    }

    private List<CampaignVisits.Listed> open(Holder holder) {
        return table.mailboxes(holder, Integer.MAX_VALUE).stream()
                .filter(one -> one.standing() == CampaignVisits.Standing.LOST)
                .toList();
    }

    private record Facts(Campaign campaign, List<String> lost, URI link) {}

    private Letter letter(Facts facts, CampaignPost.Mailing mailing) {
        Campaign campaign = facts.campaign();
        String who = workspaces.asking(campaign.workspace(), campaign.madeBy());
        StringJoiner body = new StringJoiner("\n\n");
        body.add(
                facts.lost().size() == 1
                        ? who + " asks you to reconnect this mailbox. Its login does not work any more:"
                        : who + " asks you to reconnect these mailboxes. Their logins do not work any more:");
        body.add(list(facts.lost()));
        if (!campaign.note().isEmpty()) {
            body.add("They write: " + campaign.note());
        }
        body.add("This page lists them and leads to what each needs, without an account:\n" + facts.link());
        body.add("It is for you alone, and ends on " + Phrasing.moment(campaign.expiresAt()) + ".");
        return new Letter(opening(mailing) + what(facts), body.toString());
    }

    private static String opening(CampaignPost.Mailing mailing) {
        return switch (mailing) {
            case ASKING -> "Please reconnect ";
            case REMINDING -> "Reminder: please reconnect ";
        };
    }

    private static String what(Facts facts) {
        return facts.lost().size() == 1 ? facts.lost().getFirst() : facts.lost().size() + " mailboxes";
    }

    private static String list(List<String> lost) {
        StringJoiner lines = new StringJoiner("\n");
        lost.stream().limit(MOST_NAMED).forEach(address -> lines.add("- " + address));
        if (lost.size() > MOST_NAMED) {
            lines.add("- and %d more".formatted(lost.size() - MOST_NAMED));
        }
        return lines.toString();
    }
}
