package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Optional;
import java.util.UUID;

/**
 * A grant that was begun.
 *
 * @param attempt of which browsers were sent away
 * @param draft of the mailbox to be added; empty when one is to be renewed
 */
record GrantStart(
        UUID id,
        Access access,
        OAuthClientId client,
        Optional<MailboxId> mailbox,
        Optional<MailboxDraft> draft,
        int attempt) {

    WorkspaceId workspace() {
        return access.workspace();
    }
}
