package dev.mailmoor.server.notify;

import dev.mailmoor.server.mailbox.MailboxId;
import java.util.UUID;

/**
 * One thing to tell one recipient.
 *
 * @param days of a reminder: after how many; else 0
 */
record Notice(MailboxId mailbox, UUID loss, Occasion occasion, int days, Recipient recipient) {
    /** The same is told once. */
    String dedupe() {
        return "%s:%s:%d:%s".formatted(loss, occasion.word(), days, recipient.address());
    }
}
