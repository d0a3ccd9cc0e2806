package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fleet of one workspace; quick over a million rows. */
public interface Fleet {
    Optional<MailboxView> find(WorkspaceId workspace, MailboxId mailbox);

    /** @param request holds a cursor as a page before gave it; a malformed one is an {@link IllegalArgumentException} */
    Page<MailboxView> list(WorkspaceId workspace, MailboxFilter filter, Order order, PageRequest request);

    /** Mailboxes by state, every state with its number; at most a few seconds old for large fleets, lost ones always exact. */
    Map<MailboxState, Long> counts(WorkspaceId workspace);

    /** How many have lost their login; exact. */
    long lost(WorkspaceId workspace);

    /** Most mailboxes first; as old as {@link #counts} may be. */
    List<ProviderCount> providers(WorkspaceId workspace);

    /** @param limit 1 to 500 */
    record PageRequest(int limit, Optional<String> cursor) {}

    /**
     * The mailboxes at one provider.
     *
     * @param provider a provider's id
     */
    record ProviderCount(String provider, Map<MailboxState, Long> byState) {
        public long total() {
            return byState.values().stream().mapToLong(Long::longValue).sum();
        }

        public long in(MailboxState state) {
            return byState.getOrDefault(state, 0L);
        }
    }
}
