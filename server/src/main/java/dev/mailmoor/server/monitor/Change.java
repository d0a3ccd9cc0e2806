package dev.mailmoor.server.monitor;

import java.util.Optional;

/**
 * A channel took a turn.
 *
 * @param mailbox as it is after it
 * @param event by which the mailbox's own change is told; empty when it is silent
 * @param before and {@code after}: the sum of the mailbox's channels
 */
record Change(
        MailboxFile mailbox,
        BeliefRow channel,
        Belief was,
        Turn turn,
        Whole before,
        Whole after,
        Optional<String> event) {}
