package dev.mailmoor.server.campaign;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.fleet.Order;
import dev.mailmoor.server.fleet.Page;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Finds, of what was chosen, the mailboxes that have lost their login. */
@Component
class LostMailboxes {
    private static final int PAGE = 500;
    /** Up to here single look-ups are less work than reading through all that are lost. */
    private static final int FEW = 50;

    private final Fleet fleet;

    LostMailboxes(Fleet fleet) {
        this.fleet = fleet;
    }

    /** One more than {@code most} when there are more. */
    List<Mailbox> of(WorkspaceId workspace, Campaigns.Choice choice, int most) {
        return switch (choice) {
            case Campaigns.Choice.Named(Set<MailboxId> ids) when ids.size() <= FEW -> few(workspace, ids);
            case Campaigns.Choice.Named(Set<MailboxId> ids) ->
                all(workspace, lost(noFilter()), mailbox -> ids.contains(mailbox.id()), Math.min(most + 1, ids.size()));
            case Campaigns.Choice.Matching(MailboxFilter filter) -> all(workspace, lost(filter), _ -> true, most + 1);
        };
    }

    private List<Mailbox> few(WorkspaceId workspace, Set<MailboxId> ids) {
        return ids.stream()
                .flatMap(id -> fleet.find(workspace, id).stream())
                .map(MailboxView::mailbox)
                .filter(mailbox -> mailbox.state() == MailboxState.AUTH_LOST)
                .toList();
    }

    private List<Mailbox> all(WorkspaceId workspace, MailboxFilter filter, Predicate<Mailbox> wanted, int enough) {
        List<Mailbox> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<MailboxView> page = fleet.list(workspace, filter, Order.ADDRESS, new Fleet.PageRequest(PAGE, cursor));
            page.items().stream().map(MailboxView::mailbox).filter(wanted).forEach(found::add);
            cursor = page.nextCursor();
        } while (cursor.isPresent() && found.size() < enough);
        return found;
    }

    private static MailboxFilter noFilter() {
        return new MailboxFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static MailboxFilter lost(MailboxFilter filter) {
        return new MailboxFilter(
                Optional.of(MailboxState.AUTH_LOST), filter.provider(), filter.tag(), filter.owner(), filter.q());
    }
}
