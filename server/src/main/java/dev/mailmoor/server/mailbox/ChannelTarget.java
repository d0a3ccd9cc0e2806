package dev.mailmoor.server.mailbox;

/**
 * A channel as a check needs it.
 *
 * @param address the mailbox's own address; the sender of SMTP's proof
 * @param credentialVersion fences the result: one computed for an older version is dropped
 */
public record ChannelTarget(ChannelKey key, String address, ChannelSettings settings, long credentialVersion) {}
