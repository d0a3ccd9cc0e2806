package dev.mailmoor.server.campaign;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the holder of a campaign's link sees and may do. */
public interface CampaignVisits {
    Finding find(String token);

    /** Whose link it is or was; empty when there is none. */
    Optional<WorkspaceId> workspace(String token);

    /** A link of its own for one mailbox of the list; empty when it is not on the list, or the campaign is over. */
    Optional<URI> reconnect(String token, MailboxId mailbox);

    /** What stands behind a token. */
    sealed interface Finding {
        /** @param mailboxes those that are still to do first, at most 500 */
        record Good(Campaign campaign, Campaign.Person person, List<Listed> mailboxes) implements Finding {}

        record Over(Campaign.State how) implements Finding {}

        record Unknown() implements Finding {}
    }

    record Listed(MailboxId mailbox, String address, Standing standing) {}

    enum Standing {
        LOST,
        RESTORED
    }
}
