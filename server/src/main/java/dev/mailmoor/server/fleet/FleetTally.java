package dev.mailmoor.server.fleet;

import dev.mailmoor.server.fleet.Fleet.ProviderCount;
import dev.mailmoor.server.mailbox.MailboxState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A fleet counted through, most mailboxes first. */
record FleetTally(List<ProviderCount> providers) {
    long total() {
        return providers.stream().mapToLong(ProviderCount::total).sum();
    }

    Map<MailboxState, Long> withLost(long lost) {
        Map<MailboxState, Long> counts = new EnumMap<>(MailboxState.class);
        for (MailboxState state : MailboxState.values()) {
            counts.put(state, providers.stream().mapToLong(p -> p.in(state)).sum());
        }
        counts.put(MailboxState.AUTH_LOST, lost);
        return counts;
    }
}
