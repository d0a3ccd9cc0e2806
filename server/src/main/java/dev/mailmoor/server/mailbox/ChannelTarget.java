package dev.mailmoor.server.mailbox;

import java.util.Optional;

/**
 * A channel as a check needs it.
 *
 * @param address the mailbox's own address; the sender of SMTP's proof
 * @param credentialVersion fences the result: one computed for an older version is dropped
 * @param oauthClient by which it signs in; empty for a password
 */
public record ChannelTarget(
        ChannelKey key,
        String address,
        ChannelSettings settings,
        long credentialVersion,
        Optional<OAuthClientId> oauthClient) {
    /** One that signs in with a password. */
    public ChannelTarget(ChannelKey key, String address, ChannelSettings settings, long credentialVersion) {
        this(key, address, settings, credentialVersion, Optional.empty());
    }
}
