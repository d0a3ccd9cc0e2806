package dev.mailmoor.server.campaign;

import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.ReauthLinks;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the holder of a link see their mailboxes, and go on to the page that renews one of them. */
@Component
class UseCampaignLinks implements CampaignVisits {
    private static final int MOST_LISTED = 500;

    private final PostgresCampaigns table;
    private final ReauthLinks links;
    private final Clock clock;

    UseCampaignLinks(PostgresCampaigns table, ReauthLinks links, Clock clock) {
        this.table = table;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Finding find(String token) {
        return table.holder(OneTimeToken.hash(token)).map(this::finding).orElseGet(Finding.Unknown::new);
    }

    @Override
    public Optional<WorkspaceId> workspace(String token) {
        return table.holder(OneTimeToken.hash(token)).map(Holder::workspace);
    }

    /** When all is done the list says so. */
    private Finding finding(Holder holder) {
        Optional<Campaign> campaign = table.find(holder.workspace(), holder.campaign(), clock.instant());
        Optional<Campaign.Person> person = table.person(holder);
        if (campaign.isEmpty() || person.isEmpty()) {
            return new Finding.Unknown();
        }
        return switch (campaign.get().state()) {
            case RUNNING, DONE -> {
                table.opened(holder, clock.instant());
                yield new Finding.Good(campaign.get(), person.get(), table.mailboxes(holder, MOST_LISTED));
            }
            case CANCELLED, EXPIRED -> new Finding.Over(campaign.get().state());
        };
    }

    @Override
    public Optional<URI> reconnect(String token, MailboxId mailbox) {
        Optional<Holder> holder = table.holder(OneTimeToken.hash(token)).filter(one -> table.has(one, mailbox));
        return holder.flatMap(one -> table.find(one.workspace(), one.campaign(), clock.instant()))
                .filter(campaign -> campaign.state() == Campaign.State.RUNNING)
                .flatMap(campaign -> links.carried(campaign.workspace(), mailbox, carrier(campaign)))
                .map(ReauthLinks.Made::url);
    }

    private ReauthLinks.Carrier carrier(Campaign campaign) {
        return new ReauthLinks.Carrier(
                KeptCampaigns.carrier(campaign.id()),
                campaign.madeBy(),
                campaign.note(),
                Duration.between(clock.instant(), campaign.expiresAt()));
    }
}
