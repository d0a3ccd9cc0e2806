package dev.mailmoor.server.mailbox;

import java.util.Map;
import java.util.Optional;

/**
 * What a mailbox becomes, in one step.
 *
 * @param channels those that are new or have new settings; the others stay
 * @param credential empty: the one in force stays. New settings always come with a new one
 */
public record Revision(
        MailboxTexts texts,
        String provider,
        Map<Direction, ChannelSettings> channels,
        Optional<NewCredential> credential) {
    public Revision {
        channels = Map.copyOf(channels);
        if (credential.isEmpty() && !channels.isEmpty()) {
            throw new IllegalArgumentException("new settings without a new credential version");
        }
    }
}
