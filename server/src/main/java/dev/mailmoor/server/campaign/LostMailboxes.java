package dev.mailmoor.server.campaign;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.fleet.Order;
import dev.mailmoor.server.fleet.Page;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds, of what was chosen, the mailboxes that have lost their login. */
@Component
class LostMailboxes {
    private static final int PAGE = 500;

    private final Fleet fleet;
    private final Mailboxes mailboxes;

    LostMailboxes(Fleet fleet, Mailboxes mailboxes) {
        this.fleet = fleet;
        this.mailboxes = mailboxes;
    }

    /** One more than {@code most} when there are more. */
    List<Mailbox> of(WorkspaceId workspace, Campaigns.Choice choice, int most) {
        return switch (choice) {
            case Campaigns.Choice.Named(Set<MailboxId> ids) -> named(workspace, ids);
            case Campaigns.Choice.Matching(MailboxFilter filter) -> matching(workspace, lost(filter), most + 1);
        };
    }

    private List<Mailbox> named(WorkspaceId workspace, Set<MailboxId> ids) {
        return mailboxes.find(workspace, ids).stream()
                .filter(mailbox -> mailbox.state() == MailboxState.AUTH_LOST)
                .sorted(Comparator.comparing(mailbox -> mailbox.address().value()))
                .toList();
    }

    private List<Mailbox> matching(WorkspaceId workspace, MailboxFilter filter, int enough) {
        List<Mailbox> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<MailboxView> page = fleet.list(workspace, filter, Order.ADDRESS, new Fleet.PageRequest(PAGE, cursor));
            page.items().stream().map(MailboxView::mailbox).forEach(found::add);
            cursor = page.nextCursor();
        } while (cursor.isPresent() && found.size() < enough);
        return found;
    }

    private static MailboxFilter lost(MailboxFilter filter) {
        return new MailboxFilter(
                Optional.of(MailboxState.AUTH_LOST), filter.provider(), filter.tag(), filter.owner(), filter.q());
    }
}
