package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.ChannelBelief;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What stands still at a mailbox, for somebody who is asked for its login: {@code before}, how long, {@code after}.
 *
 * @param lasting empty when there is nothing to count
 */
record Standstill(String before, Optional<Moment> lasting, String after) {
    /** By the worst of its sides; what is said of one side is not said of the other. */
    static Standstill of(Map<Direction, ChannelBelief> beliefs, Optional<ChannelBelief> worst, Instant now) {
        MailboxState state = worst.map(ChannelBelief::state).orElse(MailboxState.UNVERIFIED);
        Optional<Moment> lasting = worst.map(belief -> Moment.lasting(belief.since(), now));
        return switch (state) {
            case CONNECTED ->
                new Standstill(
                        "The mailbox is connected; the new login replaces the one in force.", Optional.empty(), "");
            case UNVERIFIED, PAUSED -> new Standstill("This mailbox was not tried yet.", Optional.empty(), "");
            case SUSPECT ->
                new Standstill("We have not been able to sign in to this mailbox for", lasting, "; it is tried again.");
            case AUTH_LOST, UNREACHABLE ->
                new Standstill(which(beliefs, state) + " this mailbox stopped", lasting, " ago.");
        };
    }

    private static String which(Map<Direction, ChannelBelief> beliefs, MailboxState worst) {
        boolean receiving = in(beliefs, Direction.RECEIVING, worst);
        boolean sending = in(beliefs, Direction.SENDING, worst);
        if (receiving && sending || beliefs.size() == 1) {
            return "Mail through";
        }
        return receiving ? "Receiving through" : "Sending through";
    }

    private static boolean in(Map<Direction, ChannelBelief> beliefs, Direction direction, MailboxState worst) {
        ChannelBelief belief = beliefs.get(direction);
        return belief != null && belief.state() == worst;
    }
}
