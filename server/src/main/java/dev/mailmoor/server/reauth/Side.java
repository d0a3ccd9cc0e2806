package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.provider.Provider;
import java.util.Optional;

/**
 * What a channel's missing fields are filled from.
 *
 * @param before the settings in force; empty for a new channel
 */
record Side(Direction direction, String address, Provider provider, Optional<ChannelSettings> before) {
    /** The name of a field as the API has it, {@code receiving.host} for one. */
    String field(String name) {
        return direction.word() + "." + name;
    }

    Protocol usualProtocol() {
        Protocol usual = direction == Direction.SENDING ? Protocol.SMTP : Protocol.IMAP;
        return before.map(ChannelSettings::protocol).orElse(usual);
    }

    /** Where this channel was, or where its provider has that protocol. */
    Optional<Endpoint> known(Protocol protocol) {
        return before.filter(settings -> settings.protocol() == protocol)
                .map(ChannelSettings::endpoint)
                .or(() -> endpoint(protocol));
    }

    private Optional<Endpoint> endpoint(Protocol protocol) {
        return switch (protocol) {
            case IMAP -> provider.imap();
            case POP3 -> provider.pop3();
            case SMTP -> provider.smtp();
        };
    }

    /** The host to use when none was typed. */
    Optional<String> knownHost(Protocol protocol) {
        return known(protocol)
                .map(Endpoint::host)
                .or(() -> before.map(settings -> settings.endpoint().host()));
    }

    /** What stands for port and security when they were not typed: what was in force, or the provider's for its own host. */
    Optional<Endpoint> basis(Protocol protocol, String host) {
        boolean sameChannel =
                before.filter(settings -> settings.protocol() == protocol).isPresent();
        return known(protocol).filter(endpoint -> sameChannel || endpoint.host().equalsIgnoreCase(host));
    }

    String usualUsername() {
        return before.map(ChannelSettings::username).orElse(address);
    }
}
