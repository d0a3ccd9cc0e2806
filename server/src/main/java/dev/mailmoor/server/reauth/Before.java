package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a mailbox was when the credential before the present one was in force.
 *
 * @param channels that credential's own: nowhere else does it go
 */
public record Before(MailboxTexts texts, Map<Direction, ChannelSettings> channels) {
    static Before of(Mailbox mailbox) {
        return new Before(mailbox.texts(), mailbox.channels());
    }

    /** Those that differ by now. */
    Map<Direction, ChannelSettings> moved(Mailbox now) {
        Map<Direction, ChannelSettings> moved = new EnumMap<>(Direction.class);
        channels.forEach((direction, settings) -> {
            if (now.channel(direction).filter(settings::equals).isEmpty()) {
                moved.put(direction, settings);
            }
        });
        return moved;
    }
}
