package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.NewMailbox;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Adds a mailbox: read, tried, saved. */
@Component
class ConnectMailbox {
    private static final long FIRST_VERSION = 1;

    private final DraftReader drafts;
    private final Mailboxes mailboxes;
    private final LoginTries tries;
    private final Swap swap;
    private final Chronicle chronicle;
    private final ProviderOf providerOf;
    private final MakeSupply supplies;
    private final Clock clock;

    ConnectMailbox(
            DraftReader drafts,
            Mailboxes mailboxes,
            LoginTries tries,
            Swap swap,
            Chronicle chronicle,
            ProviderOf providerOf,
            MakeSupply supplies,
            Clock clock) {
        this.drafts = drafts;
        this.mailboxes = mailboxes;
        this.tries = tries;
        this.swap = swap;
        this.chronicle = chronicle;
        this.providerOf = providerOf;
        this.supplies = supplies;
        this.clock = clock;
    }

    Renewal connect(Access access, MailboxDraft draft, Proving proving) {
        Faults faults = new Faults();
        Optional<Plan> plan = drafts.read(draft, faults);
        if (plan.isEmpty()) {
            return new Renewal.Invalid(faults.all());
        }
        // Asked before anything is tried: a known mailbox's server must not see a guess.
        Optional<Renewal> known = known(access, plan.get().address());
        return known.orElseGet(() -> connect(access, plan.get(), proving));
    }

    private Optional<Renewal> known(Access access, EmailAddress address) {
        return mailboxes.findByAddress(access.workspace(), address).map(Renewal.AlreadyKnown::new);
    }

    private Renewal connect(Access access, Plan plan, Proving proving) {
        Faults faults = new Faults();
        Supply supply = supplies.of(
                new TakeGrant.Target(access.workspace(), plan.address().value(), plan.channels()), plan, faults);
        if (faults.any()) {
            return new Renewal.Invalid(faults.all());
        }
        return supply.refused().isEmpty()
                ? connect(access, plan, supply, proving)
                : new Renewal.NotProved(supply.refused());
    }

    private Renewal connect(Access access, Plan plan, Supply supply, Proving proving) {
        Map<Direction, Diagnosis> tried = proving == Proving.UNTRIED ? Map.of() : tries.run(supply.attempts());
        if (!proving.satisfiedBy(tried.values())) {
            return new Renewal.NotProved(tried);
        }
        Optional<Mailbox> added = swap.add(
                newMailbox(access, plan, supply),
                supply.given(),
                tried,
                mailbox -> chronicle.added(access, mailbox, Sentences.added(tried)));
        return added.<Renewal>map(mailbox -> new Renewal.Saved(mailbox, tried))
                .or(() -> known(access, plan.address()))
                .orElseThrow(() -> new IllegalStateException("a mailbox was added and removed again meanwhile"));
    }

    NewMailbox newMailbox(Access access, Plan plan, Supply supply) {
        Instant now = clock.instant();
        String provider = providerOf.mailbox(plan.address(), plan.channels());
        NewCredential credential = new NewCredential(
                supply.kind(() -> providerOf.kind(provider, plan.secrets().values())),
                FIRST_VERSION,
                CredentialOrigin.FIRST,
                now,
                access.actor().label(),
                supply.endsAt(),
                supply.oauthClient());
        return new NewMailbox(
                access.workspace(),
                new MailboxId(TimeOrderedId.next()),
                plan.address(),
                plan.texts(),
                provider,
                plan.channels(),
                credential,
                now);
    }
}
