package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.monitor.ChannelBelief;
import java.util.Map;

/** A mailbox with what is believed about its channels: a row of a list, or the whole page's subject. */
public record MailboxView(Mailbox mailbox, Map<Direction, ChannelBelief> beliefs, int pendingMessages, int aliases) {}
