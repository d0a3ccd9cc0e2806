package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.workspace.Access;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a mailbox's texts, settings or secrets; texts alone touch no credential and try nothing. */
@Component
class ChangeMailbox {
    private final EditReader edits;
    private final GrantHosts hosts;
    private final Replacement replacement;
    private final Mailboxes mailboxes;
    private final Chronicle chronicle;
    private final TransactionTemplate transaction;

    ChangeMailbox(
            EditReader edits,
            GrantHosts hosts,
            Replacement replacement,
            Mailboxes mailboxes,
            Chronicle chronicle,
            TransactionTemplate transaction) {
        this.edits = edits;
        this.hosts = hosts;
        this.replacement = replacement;
        this.mailboxes = mailboxes;
        this.chronicle = chronicle;
        this.transaction = transaction;
    }

    Renewal change(Access access, Mailbox before, MailboxChange change, Proving proving) {
        Faults faults = new Faults();
        Edit edit = edits.read(before, change, faults);
        if (edit.keepsGrant(before)) {
            hosts.check(before, edit.channels(), faults);
        }
        if (faults.any()) {
            return new Renewal.Invalid(faults.all());
        }
        if (edit.changesNothing(before)) {
            return new Renewal.Saved(before, Map.of());
        }
        return edit.secrets().isEmpty() && edit.channels().isEmpty()
                ? rewrite(access, before, edit)
                : replacement.replace(access, before, edit, proving);
    }

    private Renewal rewrite(Access access, Mailbox before, Edit edit) {
        Revision revision = new Revision(edit.texts(), before.provider(), Map.of(), Optional.empty());
        Optional<Mailbox> rewritten = transaction.execute(status -> {
            Optional<Mailbox> after = mailboxes.revise(before, revision);
            after.ifPresent(mailbox -> chronicle.settingsChanged(access, mailbox, "Names and texts were changed."));
            return after;
        });
        return rewritten
                .<Renewal>map(after -> new Renewal.Saved(after, Map.of()))
                .orElseGet(() -> replacement.changedMeanwhile(before));
    }
}
