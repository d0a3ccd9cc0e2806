package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.Optional;

/**
 * What we believe about one channel.
 *
 * @param since when this state began
 * @param checkedAt when it was last observed; empty before the first time
 * @param diagnosis of the failure behind the state; when connected empty, or what was noted without a change of state (a
 *     POP3 mailbox in use, a sender not allowed)
 */
public record ChannelBelief(
        MailboxState state, Instant since, Optional<Instant> checkedAt, Optional<Diagnosis> diagnosis) {}
