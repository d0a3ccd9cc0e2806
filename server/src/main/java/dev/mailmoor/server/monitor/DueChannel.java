package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel that this process has claimed to check.
 *
 * @param claim fences the result
 */
record DueChannel(
        ChannelTarget target,
        String serverKey,
        String place,
        MailboxState state,
        Optional<Instant> checkedAt,
        long claim) {

    /** Somebody waits for the answer: it goes ahead of routine checks of the same server. */
    boolean urgent() {
        return state == MailboxState.SUSPECT || state == MailboxState.UNVERIFIED;
    }
}
