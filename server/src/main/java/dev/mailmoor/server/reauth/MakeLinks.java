package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.monitor.Losses;
import dev.mailmoor.server.reauth.PostgresReauthLinks.Fresh;
import dev.mailmoor.server.reauth.PostgresReauthLinks.Tries;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class MakeLinks implements ReauthLinks {
    private final Mailboxes mailboxes;
    private final PostgresReauthLinks links;
    private final Losses losses;
    private final Chronicle chronicle;
    private final Settings settings;
    private final Clock clock;

    MakeLinks(
            Mailboxes mailboxes,
            PostgresReauthLinks links,
            Losses losses,
            Chronicle chronicle,
            Settings settings,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.links = links;
        this.losses = losses;
        this.chronicle = chronicle;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Making make(Access access, MailboxId mailbox, LinkWish wish) {
        Faults faults = new Faults();
        wish.check(faults);
        if (faults.any()) {
            return new Making.Invalid(faults.all());
        }
        return mailboxes
                .find(access.workspace(), mailbox)
                .<Making>map(found -> new Making.Done(byHand(access, found, wish)))
                .orElseGet(Making.NotFound::new);
    }

    private Made byHand(Access access, Mailbox mailbox, LinkWish wish) {
        Made made = make(
                mailbox,
                new Carrier(
                        ReauthLink.BY_HAND, access.actor().label(), wish.note().strip(), wish.life()));
        chronicle.linkMade(access, mailbox, made.expiresAt());
        return made;
    }

    @Override
    @Transactional
    public Map<MailboxId, Made> carried(WorkspaceId workspace, Collection<MailboxId> wanted, Carrier carrier) {
        // Whoever can have a link made anew must not get new tries by it.
        Map<MailboxId, Tries> replaced = links.replace(workspace, wanted, carrier.name());
        // A link must not outlive a loss that ends meanwhile.
        List<Fresh> fresh = losses.openUntilCommit(workspace, wanted).stream()
                .map(mailbox -> fresh(workspace, mailbox, carrier, replaced.getOrDefault(mailbox, Tries.NONE)))
                .toList();
        links.add(fresh);
        return fresh.stream().collect(Collectors.toMap(one -> one.link().mailbox(), this::made));
    }

    private Made make(Mailbox mailbox, Carrier carrier) {
        links.replace(mailbox.workspace(), mailbox.id(), carrier.name());
        Fresh fresh = fresh(mailbox.workspace(), mailbox.id(), carrier, Tries.NONE);
        links.add(List.of(fresh));
        return made(fresh);
    }

    private Fresh fresh(WorkspaceId workspace, MailboxId mailbox, Carrier carrier, Tries before) {
        Instant now = clock.instant();
        ReauthLink link = new ReauthLink(
                workspace,
                TimeOrderedId.next(),
                mailbox,
                carrier.name(),
                carrier.note(),
                carrier.madeBy(),
                now,
                now.plus(carrier.life()),
                before.blockedUntil(),
                Optional.empty());
        return new Fresh(link, Secret.of(OneTimeToken.make()), before.made());
    }

    private Made made(Fresh fresh) {
        String place = fresh.token().reveal(token -> settings.web().publicUrl() + "/r/" + token);
        return new Made(URI.create(place), fresh.link().expiresAt());
    }

    @Override
    public List<ReauthLink> open(WorkspaceId workspace, MailboxId mailbox) {
        return links.open(workspace, mailbox);
    }

    @Override
    @Transactional
    public boolean withdraw(Access access, MailboxId id) {
        Optional<Mailbox> mailbox = mailboxes.find(access.workspace(), id);
        mailbox.ifPresent(found -> {
            int ended = links.end(access.workspace(), id, clock.instant(), ReauthLink.End.WITHDRAWN);
            if (ended > 0) {
                chronicle.linksWithdrawn(access, found, ended);
            }
        });
        return mailbox.isPresent();
    }

    @Override
    @Transactional
    public void withdrawCarriedBy(WorkspaceId workspace, String carrier) {
        links.withdrawCarriedBy(workspace, carrier);
    }

    @Override
    @Transactional
    public void forgetUnseen(WorkspaceId workspace, Collection<MailboxId> mailboxes, String carrier) {
        links.forget(workspace, mailboxes, carrier);
    }
}
