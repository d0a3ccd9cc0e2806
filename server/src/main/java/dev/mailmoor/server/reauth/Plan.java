package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.MailboxTexts;
import java.util.Map;

/** A draft that was read and found whole. */
record Plan(
        EmailAddress address,
        MailboxTexts texts,
        Map<Direction, ChannelSettings> channels,
        Map<Direction, Secret> secrets) {

    Map<Direction, Attempt> attempts() {
        return Attempt.each(address.value(), channels, secrets);
    }
}
