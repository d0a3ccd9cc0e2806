package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.workspace.Access;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Finds the mailbox, holds the caller to the version it knew, and hands over to the job that was asked for. */
@Component
class ProvedConnections implements Connections {
    private final Mailboxes mailboxes;
    private final ConnectMailbox connecting;
    private final ChangeMailbox changing;
    private final RenewCredential renewing;
    private final RollBackCredential rollingBack;
    private final DisconnectMailbox disconnecting;
    private final DraftReader drafts;
    private final LoginTries tries;
    private final TestMailbox testing;

    ProvedConnections(
            Mailboxes mailboxes,
            ConnectMailbox connecting,
            ChangeMailbox changing,
            RenewCredential renewing,
            RollBackCredential rollingBack,
            DisconnectMailbox disconnecting,
            DraftReader drafts,
            LoginTries tries,
            TestMailbox testing) {
        this.mailboxes = mailboxes;
        this.connecting = connecting;
        this.changing = changing;
        this.renewing = renewing;
        this.rollingBack = rollingBack;
        this.disconnecting = disconnecting;
        this.drafts = drafts;
        this.tries = tries;
        this.testing = testing;
    }

    @Override
    public Renewal connect(Access access, MailboxDraft draft, Proving proving) {
        return connecting.connect(access, draft, proving);
    }

    @Override
    public Renewal change(Access access, MailboxId mailbox, MailboxChange change, Proving proving) {
        return onVersion(
                access, mailbox, change.expectedVersion(), before -> changing.change(access, before, change, proving));
    }

    @Override
    public Renewal renew(Access access, MailboxId mailbox, Candidate candidate, Proving proving) {
        return onVersion(
                access,
                mailbox,
                candidate.expectedVersion(),
                before -> renewing.renew(access, before, candidate, proving));
    }

    @Override
    public Renewal rollBack(Access access, MailboxId mailbox, OptionalLong expectedVersion) {
        return onVersion(access, mailbox, expectedVersion, before -> rollingBack.rollBack(access, before));
    }

    @Override
    public Renewal rollBack(Access access, MailboxId mailbox, Before then, OptionalLong expectedVersion) {
        return onVersion(access, mailbox, expectedVersion, now -> rollingBack.rollBack(access, now, then));
    }

    private Renewal onVersion(Access access, MailboxId id, OptionalLong expected, Function<Mailbox, Renewal> job) {
        Optional<Mailbox> found = mailboxes.find(access.workspace(), id);
        if (found.isEmpty()) {
            return new Renewal.NotFound();
        }
        Mailbox mailbox = found.get();
        boolean stale = expected.isPresent() && expected.getAsLong() != mailbox.version();
        return stale ? new Renewal.Stale(mailbox) : job.apply(mailbox);
    }

    @Override
    public Trial probe(Access access, MailboxDraft draft) {
        Faults faults = new Faults();
        if (draft.oauth().isPresent()) {
            // A refresh token may be good for one use only, and a try must not use it up.
            faults.add("oauth", "A grant is tried when the mailbox is saved, not before.");
        }
        Optional<Plan> plan = drafts.read(draft, faults);
        return plan.isEmpty()
                ? new Trial.Invalid(faults.all())
                : new Trial.Tried(tries.run(plan.get().attempts()));
    }

    @Override
    public Trial test(Access access, MailboxId mailbox, Set<Direction> directions, Optional<MailboxChange> edited) {
        return mailboxes
                .find(access.workspace(), mailbox)
                .map(found -> testing.test(found, directions, edited))
                .orElseGet(Trial.NotFound::new);
    }

    @Override
    public Disconnection disconnect(Access access, MailboxId mailbox, OptionalLong expectedVersion) {
        return mailboxes
                .find(access.workspace(), mailbox)
                .map(found -> disconnecting.disconnect(access, found, expectedVersion))
                .orElseGet(Disconnection.NotFound::new);
    }
}
