package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.MailboxState;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A mailbox as the sum of its channels.
 *
 * @param state the worst of theirs
 * @param trouble the heaviest of theirs
 * @param proved every channel has worked
 */
record Whole(MailboxState state, Trouble trouble, boolean proved) {
    static Whole of(Collection<Belief> channels) {
        return new Whole(
                channels.stream()
                        .map(Belief::state)
                        .min(Comparator.naturalOrder())
                        .orElse(MailboxState.UNVERIFIED),
                channels.stream()
                        .map(Belief::trouble)
                        .max(Comparator.naturalOrder())
                        .orElse(Trouble.NONE),
                channels.stream().allMatch(Belief::proved));
    }

    /** The public event that tells what became of the mailbox when one of its channels took a turn; none when it is silent. */
    static Optional<String> event(Whole before, Whole after, Turn turn) {
        if (after.trouble.compareTo(before.trouble) < 0) {
            return Optional.of("mailbox.restored");
        }
        if (after.state == before.state) {
            return Optional.empty();
        }
        if (turn.into(after.state)) {
            return Optional.of("mailbox." + after.state.word());
        }
        boolean first = after.state == MailboxState.CONNECTED && !before.proved;
        return first ? Optional.of("mailbox.connected") : Optional.empty();
    }
}
