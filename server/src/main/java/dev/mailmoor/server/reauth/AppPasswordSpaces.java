package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes the spaces out of app passwords where the provider shows them for the eye only. Whatever is not of the provider's
 * format stays as it was typed: a space may belong to an ordinary password.
 */
@Component
class AppPasswordSpaces {
    private final Providers providers;

    AppPasswordSpaces(Providers providers) {
        this.providers = providers;
    }

    /** Empty when it is to be offered as it is. */
    Optional<Secret> without(String address, ChannelSettings settings, Secret secret) {
        Provider byHost = providers.byHost(settings.endpoint().host());
        Provider provider = byHost.isCustom() ? providers.byAddress(address) : byHost;
        return provider.passwords().withoutDecoration(secret);
    }

    /** As {@link #without}, for what is kept: it must be what was tried. */
    Map<Direction, Secret> allWithout(
            String address, Map<Direction, ChannelSettings> channels, Map<Direction, Secret> secrets) {
        Map<Direction, Secret> bare = new EnumMap<>(Direction.class);
        secrets.forEach((direction, secret) -> bare.put(
                direction,
                Optional.ofNullable(channels.get(direction))
                        .flatMap(settings -> without(address, settings, secret))
                        .orElse(secret)));
        return bare;
    }
}
