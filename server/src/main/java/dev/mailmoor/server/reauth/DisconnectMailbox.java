package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.Mailboxes.Removal;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.reauth.Connections.Disconnection;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.Access;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes a mailbox with its secrets, unless somebody still needs it; a refusal is in the audit trail. */
@Component
class DisconnectMailbox {
    private final Mailboxes mailboxes;
    private final Vault vault;
    private final Monitor monitor;
    private final Chronicle chronicle;
    private final TransactionTemplate transaction;

    DisconnectMailbox(
            Mailboxes mailboxes, Vault vault, Monitor monitor, Chronicle chronicle, TransactionTemplate transaction) {
        this.mailboxes = mailboxes;
        this.vault = vault;
        this.monitor = monitor;
        this.chronicle = chronicle;
        this.transaction = transaction;
    }

    Disconnection disconnect(Access access, Mailbox mailbox, OptionalLong expectedVersion) {
        Removal removal = transaction.execute(status -> {
            Removal came = remove(mailbox, expectedVersion);
            if (came instanceof Removal.Removed) {
                chronicle.removed(access, mailbox);
            } else {
                status.setRollbackOnly();
            }
            return came;
        });
        return switch (removal) {
            case Removal.Removed() -> new Disconnection.Gone();
            case Removal.NotFound() -> new Disconnection.NotFound();
            case Removal.Stale() -> new Disconnection.Stale();
            case Removal.Refused(String reason) -> {
                transaction.executeWithoutResult(status -> chronicle.removalRefused(access, mailbox, reason));
                yield new Disconnection.Refused(reason);
            }
        };
    }

    /** Beliefs go first: so the locks are taken in the order that the register asks for. */
    private Removal remove(Mailbox mailbox, OptionalLong expectedVersion) {
        mailbox.targets().stream().map(ChannelTarget::key).forEach(monitor::unfollow);
        Removal removal = mailboxes.remove(mailbox.workspace(), mailbox.id(), expectedVersion);
        if (removal instanceof Removal.Removed) {
            vault.forget(mailbox.workspace(), mailbox.id().value());
        }
        return removal;
    }
}
