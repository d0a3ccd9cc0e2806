package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be different about a mailbox.
 *
 * @param channels only those whose settings differ
 * @param secrets only new ones; every changed channel has one, but where the grant in force is kept
 * @param grant for all channels, instead of secrets
 */
record Edit(
        MailboxTexts texts,
        Map<Direction, ChannelSettings> channels,
        Map<Direction, Secret> secrets,
        Optional<GivenGrant> grant) {
    Edit(MailboxTexts texts, Map<Direction, ChannelSettings> channels, Map<Direction, Secret> secrets) {
        this(texts, channels, secrets, Optional.empty());
    }

    /** The grant in force signs in at the changed servers, too. */
    boolean keepsGrant(Mailbox before) {
        return before.credential().oauthClient().isPresent()
                && !channels.isEmpty()
                && secrets.isEmpty()
                && grant.isEmpty();
    }

    Edit granted(GivenGrant by) {
        return new Edit(texts, channels, secrets, Optional.of(by));
    }

    boolean changesNothing(Mailbox before) {
        return secrets.isEmpty() && channels.isEmpty() && grant.isEmpty() && texts.equals(before.texts());
    }

    Map<Direction, ChannelSettings> channelsAfter(Mailbox before) {
        Map<Direction, ChannelSettings> after = new EnumMap<>(Direction.class);
        after.putAll(before.channels());
        after.putAll(channels);
        return after;
    }
}
