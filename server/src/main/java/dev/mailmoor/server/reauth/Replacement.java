package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.CredentialFacts;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.workspace.Access;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Replaces the credential in force: new secrets are tried, the other channel's is carried over, then all is swapped. */
@Component
class Replacement {
    private final Mailboxes mailboxes;
    private final MakeSupply supplies;
    private final LoginTries tries;
    private final Swap swap;
    private final Chronicle chronicle;
    private final PostgresReauthLinks links;
    private final ProviderOf providerOf;
    private final Clock clock;

    Replacement(
            Mailboxes mailboxes,
            MakeSupply supplies,
            LoginTries tries,
            Swap swap,
            Chronicle chronicle,
            PostgresReauthLinks links,
            ProviderOf providerOf,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.supplies = supplies;
        this.tries = tries;
        this.swap = swap;
        this.chronicle = chronicle;
        this.links = links;
        this.providerOf = providerOf;
        this.clock = clock;
    }

    /** @param edit with at least one new secret, or a grant */
    Renewal replace(Access access, Mailbox before, Edit edit, Proving proving) {
        Faults faults = new Faults();
        Supply supply = supplies.of(before, edit, faults);
        if (faults.any()) {
            return new Renewal.Invalid(faults.all());
        }
        if (!supply.refused().isEmpty()) {
            return new Renewal.NotProved(supply.refused());
        }
        Map<Direction, Diagnosis> tried = proving == Proving.UNTRIED ? Map.of() : tries.run(supply.attempts());
        if (!proving.satisfiedBy(tried.values())) {
            return new Renewal.NotProved(tried);
        }
        Incoming incoming =
                new Incoming(revision(access, before, edit, supply), supply.given(), supply.carriedOver(), tried);
        return swap.replace(before, incoming, () -> tell(access, before, edit, tried))
                .<Renewal>map(after -> new Renewal.Saved(after, tried))
                .orElseGet(() -> changedMeanwhile(before));
    }

    Renewal changedMeanwhile(Mailbox before) {
        return mailboxes
                .find(before.workspace(), before.id())
                .<Renewal>map(Renewal.Stale::new)
                .orElseGet(Renewal.NotFound::new);
    }

    Revision revision(Access access, Mailbox before, Edit edit, Supply supply) {
        String provider = providerOf.mailbox(before.address(), edit.channelsAfter(before));
        CredentialOrigin origin =
                edit.channels().isEmpty() ? CredentialOrigin.RENEWED : CredentialOrigin.SETTINGS_CHANGED;
        NewCredential credential = edit.keepsGrant(before)
                ? asItIs(access, before)
                : new NewCredential(
                        supply.kind(
                                () -> providerOf.kind(provider, edit.secrets().values())),
                        before.credential().version() + 1,
                        origin,
                        clock.instant(),
                        access.actor().label(),
                        supply.endsAt(),
                        supply.oauthClient());
        return new Revision(edit.texts(), provider, edit.channels(), Optional.of(credential));
    }

    /** The same grant, from now on for other servers, too. */
    private NewCredential asItIs(Access access, Mailbox before) {
        CredentialFacts now = before.credential();
        return new NewCredential(
                now.kind(),
                now.version() + 1,
                CredentialOrigin.SETTINGS_CHANGED,
                clock.instant(),
                access.actor().label(),
                now.expiresAt(),
                now.oauthClient());
    }

    private boolean tell(Access access, Mailbox mailbox, Edit edit, Map<Direction, Diagnosis> tried) {
        boolean done = chronicle(access, mailbox, edit, tried);
        if (done && Proving.whole(edit.channelsAfter(mailbox).keySet(), tried)) {
            links.restored(mailbox.workspace(), List.of(mailbox.id()));
        }
        return done;
    }

    private boolean chronicle(Access access, Mailbox mailbox, Edit edit, Map<Direction, Diagnosis> tried) {
        if (!edit.channels().isEmpty()) {
            chronicle.settingsChanged(access, mailbox, Sentences.newServers(edit.channels()));
        }
        return edit.keepsGrant(mailbox)
                || chronicle.credentialChanged(access, mailbox, Sentences.newCredential(edit, tried), tried);
    }
}
