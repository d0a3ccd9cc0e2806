package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;

/** Names one mailbox over all workspaces. */
record MailboxKey(WorkspaceId workspace, MailboxId mailbox) {
    static MailboxKey of(ChannelKey channel) {
        return new MailboxKey(channel.workspace(), channel.mailbox());
    }
}
