package dev.mailmoor.server.campaign;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes mailboxes that came back; a campaign with nothing left to do ends, and its mails that wait with it. */
@Component
class NoteRestored {
    private final PostgresProgress progress;
    private final CampaignPost post;
    private final TransactionTemplate transaction;

    NoteRestored(PostgresProgress progress, CampaignPost post, TransactionTemplate transaction) {
        this.progress = progress;
        this.post = post;
        this.transaction = transaction;
    }

    /** @param when each mailbox came back */
    void note(WorkspaceId workspace, Map<MailboxId, Instant> when) {
        transaction.executeWithoutResult(_ -> {
            progress.restored(workspace, when);
            progress.finish(workspace).forEach(campaign -> post.withdraw(workspace, campaign));
        });
    }
}
