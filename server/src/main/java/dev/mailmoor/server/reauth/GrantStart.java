package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Optional;
import java.util.UUID;

/**
 * A grant that was begun.
 *
 * @param attempt of which browsers were sent away
 * @param draft of the mailbox to be added; empty when one is to be renewed
 * @param proving whether one side that signs in is enough
 */
record GrantStart(
        UUID id,
        Access access,
        OAuthClientId client,
        Optional<MailboxId> mailbox,
        Optional<MailboxDraft> draft,
        Proving proving,
        int attempt) {
    static GrantStart renewing(Access access, OAuthClientId client, MailboxId mailbox, Proving proving) {
        return new GrantStart(TimeOrderedId.next(), access, client, Optional.of(mailbox), Optional.empty(), proving, 0);
    }

    static GrantStart adding(Access access, OAuthClientId client, MailboxDraft draft, Proving proving) {
        return new GrantStart(TimeOrderedId.next(), access, client, Optional.empty(), Optional.of(draft), proving, 0);
    }

    WorkspaceId workspace() {
        return access.workspace();
    }
}
