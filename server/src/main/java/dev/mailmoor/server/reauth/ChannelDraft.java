package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;

/**
 * A channel as somebody typed it, not yet checked: texts are raw, empty when left out.
 *
 * @param secret this channel's own; empty: the common one
 */
public record ChannelDraft(
        String protocol, String host, String port, String security, String username, Optional<Secret> secret) {}
