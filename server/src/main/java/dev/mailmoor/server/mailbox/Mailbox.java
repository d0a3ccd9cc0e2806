package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** The channels there are, receiving first. */
    public Map<Direction, ChannelSettings> channels() {
        Map<Direction, ChannelSettings> channels = new EnumMap<>(Direction.class);
        receiving.ifPresent(settings -> channels.put(Direction.RECEIVING, settings));
        sending.ifPresent(settings -> channels.put(Direction.SENDING, settings));
        return channels;
    }

    /** Each channel as a check needs it, receiving first. */
    public List<ChannelTarget> targets() {
        return channels().entrySet().stream()
                .map(channel -> new ChannelTarget(
                        new ChannelKey(workspace, id, channel.getKey()),
                        address.value(),
                        channel.getValue(),
                        credential.version(),
                        credential.oauthClient()))
                .toList();
    }

    public MailboxTexts texts() {
        return new MailboxTexts(name, configurationName, description, owner, tags);
    }
}
