package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Map;

/**
 * A mailbox to be registered.
 *
 * @param provider a provider's id, {@code custom} when unknown
 * @param channels one or both
 */
public record NewMailbox(
        WorkspaceId workspace,
        MailboxId id,
        EmailAddress address,
        MailboxTexts texts,
        String provider,
        Map<Direction, ChannelSettings> channels,
        NewCredential credential,
        Instant createdAt) {
    public NewMailbox {
        channels = Map.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a mailbox needs a channel");
        }
    }
}
