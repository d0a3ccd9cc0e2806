package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A registered mailbox. Texts that were left out are empty strings.
 *
 * @param provider a provider's id, {@code custom} when unknown
 * @param state the worst of its channels', {@code PAUSED} overrides
 * @param version changes with every change by people
 */
public record Mailbox(
        WorkspaceId workspace,
        MailboxId id,
        EmailAddress address,
        PersonName name,
        String configurationName,
        String description,
        String owner,
        List<String> tags,
        String provider,
        MailboxState state,
        Optional<ChannelSettings> receiving,
        Optional<ChannelSettings> sending,
        CredentialFacts credential,
        Instant createdAt,
        long version) {

    public Optional<ChannelSettings> channel(Direction direction) {
        return direction == Direction.RECEIVING ? receiving : sending;
    }
}
