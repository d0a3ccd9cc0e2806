package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.PostgresClaims.Claim;
import dev.mailmoor.server.bulk.PostgresClaims.UndoProgress;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxTexts;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.reauth.Before;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Connections.Disconnection;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.NameChange;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an import back, row by row: what was replaced since by somebody else, or is used by now, stays. A row that was taken
 * back by a process that died before it wrote so is found to be back already.
 */
@Component
class UndoImport {
    private static final int BATCH = 100;

    private final PostgresOutcomes outcomes;
    private final PostgresEarlier earlier;
    private final PostgresClaims claims;
    private final Mailboxes mailboxes;
    private final Connections connections;
    private final TransactionTemplate transaction;

    UndoImport(
            PostgresOutcomes outcomes,
            PostgresEarlier earlier,
            PostgresClaims claims,
            Mailboxes mailboxes,
            Connections connections,
            TransactionTemplate transaction) {
        this.outcomes = outcomes;
        this.earlier = earlier;
        this.claims = claims;
        this.mailboxes = mailboxes;
        this.connections = connections;
        this.transaction = transaction;
    }

    void work(Claim claim, Halt halt) {
        List<RowOutcome> rows = outcomes.toUndo(claim.run(), BATCH);
        while (!rows.isEmpty()) {
            for (RowOutcome row : rows) {
                if (halt.isAsked() || !undo(claim, row)) {
                    return;
                }
            }
            rows = outcomes.toUndo(claim.run(), BATCH);
        }
        claims.undone(claim, new UndoProgress(0, 0, 0, true));
    }

    /** False when the claim was lost. */
    private boolean undo(Claim claim, RowOutcome row) {
        Undone undone = undone(claim.run(), row);
        return Boolean.TRUE.equals(transaction.execute(status -> {
            outcomes.undone(claim.run(), row.row(), undone.word());
            boolean ours = claims.undone(claim, undone.progress());
            if (!ours) {
                status.setRollbackOnly();
            }
            return ours;
        }));
    }

    private Undone undone(ImportRun run, RowOutcome row) {
        Optional<Mailbox> found = row.mailbox().flatMap(id -> mailboxes.find(run.workspace(), new MailboxId(id)));
        boolean created = row.kind() == RowOutcome.Kind.CREATED;
        if (found.isEmpty()) {
            return created ? Undone.REMOVED : Undone.KEPT;
        }
        Mailbox now = found.get();
        Optional<Earlier> before = earlier.find(run, row.row());
        if (!created && isBack(row, now, before)) {
            return Undone.RESTORED;
        }
        if (row.credentialVersion().isEmpty()) {
            return before.filter(one -> one.textsAreUntouched(now))
                    .map(one -> rewritten(run, now, one.was()))
                    .orElse(Undone.KEPT);
        }
        if (!row.credentialVersion().equals(OptionalLong.of(now.credential().version()))) {
            return Undone.KEPT;
        }
        return created ? removed(run, now) : restored(run, now, before);
    }

    /** By who died before it was written, or by a person since. */
    private boolean isBack(RowOutcome row, Mailbox now, Optional<Earlier> before) {
        if (before.filter(one -> one.isBack(now)).isPresent()) {
            return row.credentialVersion().isEmpty()
                    || now.credential().version() == row.credentialVersion().getAsLong() + 1;
        }
        return row.credentialVersion().isPresent()
                && now.credential().version() == row.credentialVersion().getAsLong() + 1
                && mailboxes
                        .superseded(now)
                        .filter(old -> old.replacedBy() == CredentialOrigin.ROLLED_BACK)
                        .isPresent();
    }

    private Undone removed(ImportRun run, Mailbox mailbox) {
        OptionalLong version = OptionalLong.of(mailbox.version());
        return connections.disconnect(run.access(), mailbox.id(), version) instanceof Disconnection.Gone
                ? Undone.REMOVED
                : Undone.KEPT;
    }

    /** Only as it was seen: a second turn would bring the import's credential back. */
    private Undone restored(ImportRun run, Mailbox mailbox, Optional<Earlier> before) {
        OptionalLong version = OptionalLong.of(mailbox.version());
        Renewal renewal = before.map(one -> connections.rollBack(
                        run.access(), mailbox.id(), new Before(one.texts(mailbox), one.channels()), version))
                .orElseGet(() -> connections.rollBack(run.access(), mailbox.id(), version));
        return renewal instanceof Renewal.Saved ? Undone.RESTORED : Undone.KEPT;
    }

    private Undone rewritten(ImportRun run, Mailbox mailbox, MailboxTexts was) {
        MailboxChange change = new MailboxChange(
                OptionalLong.of(mailbox.version()),
                Optional.empty(),
                Optional.of(new NameChange(
                        Optional.of(was.name().first()), Optional.of(was.name().last()))),
                Optional.of(was.configurationName()),
                Optional.of(was.description()),
                Optional.of(was.owner()),
                Optional.of(was.tags()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return connections.change(run.access(), mailbox.id(), change, Proving.WHOLE) instanceof Renewal.Saved
                ? Undone.RESTORED
                : Undone.KEPT;
    }

    private enum Undone {
        RESTORED,
        REMOVED,
        KEPT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        UndoProgress progress() {
            return new UndoProgress(this == RESTORED ? 1 : 0, this == REMOVED ? 1 : 0, this == KEPT ? 1 : 0, false);
        }
    }
}
