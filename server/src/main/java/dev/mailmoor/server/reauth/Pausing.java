package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody stops the checks of a mailbox, or has it checked again; who did is in the audit trail. Both are idempotent. */
@Component
public class Pausing {
    private final Mailboxes mailboxes;
    private final Monitor monitor;
    private final AuditTrail audit;

    Pausing(Mailboxes mailboxes, Monitor monitor, AuditTrail audit) {
        this.mailboxes = mailboxes;
        this.monitor = monitor;
        this.audit = audit;
    }

    /** False when there is no such mailbox. */
    @Transactional
    public boolean pause(Access access, MailboxId id) {
        Optional<Mailbox> before = mailboxes.find(access.workspace(), id);
        boolean there = monitor.pause(access, id);
        before.filter(mailbox -> mailbox.state() != MailboxState.PAUSED)
                .ifPresent(mailbox ->
                        audit.write(access, "mailbox.paused", mailbox.address().value(), ""));
        return there;
    }

    /** False when there is no such mailbox. */
    @Transactional
    public boolean resume(Access access, MailboxId id) {
        Optional<Mailbox> before = mailboxes.find(access.workspace(), id);
        boolean there = monitor.resume(access, id);
        before.filter(mailbox -> mailbox.state() == MailboxState.PAUSED)
                .ifPresent(mailbox ->
                        audit.write(access, "mailbox.resumed", mailbox.address().value(), ""));
        return there;
    }
}
