package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which provider a mailbox is at, and what that says about its credential. */
@Component
class ProviderOf {
    private static final String CUSTOM = "custom";
    private final Providers providers;

    ProviderOf(Providers providers) {
        this.providers = providers;
    }

    /** By the receiving server, else the sending one, else the address. */
    String mailbox(EmailAddress address, Map<Direction, ChannelSettings> channels) {
        Stream<Provider> byHost = Stream.of(Direction.values())
                .flatMap(direction -> Stream.ofNullable(channels.get(direction)))
                .map(settings -> providers.byHost(settings.endpoint().host()));
        return Stream.concat(byHost, Stream.of(providers.byAddress(address.value())))
                .map(Provider::id)
                .filter(id -> !id.equals(CUSTOM))
                .findFirst()
                .orElse(CUSTOM);
    }

    CredentialKind kind(String provider, Collection<Secret> secrets) {
        Provider known = providers.byId(provider);
        return known.hasAppPasswords() && secrets.stream().anyMatch(secret -> looksLikeAppPassword(known, secret))
                ? CredentialKind.APP_PASSWORD
                : CredentialKind.PASSWORD;
    }

    /** By the provider's format, else by the one that most have. */
    private static boolean looksLikeAppPassword(Provider provider, Secret secret) {
        return provider.passwords().looksLikeAppPassword(secret) || SecretRules.looksLikeAppPassword(secret);
    }
}
