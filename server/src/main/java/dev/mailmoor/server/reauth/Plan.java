package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.MailboxTexts;
import java.util.Map;
import java.util.Optional;

/**
 * A draft that was read and found whole.
 *
 * @param grant for all channels, instead of secrets
 */
record Plan(
        EmailAddress address,
        MailboxTexts texts,
        Map<Direction, ChannelSettings> channels,
        Map<Direction, Secret> secrets,
        Optional<GivenGrant> grant) {

    Plan granted(GivenGrant by) {
        return new Plan(address, texts, channels, secrets, Optional.of(by));
    }

    Map<Direction, Attempt> attempts() {
        return Attempt.each(address.value(), channels, secrets);
    }
}
