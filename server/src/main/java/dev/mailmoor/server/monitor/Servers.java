package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.signin.LoginBudget;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says where an endpoint is. */
@Component
class Servers {
    private static final String UNKNOWN = "custom";

    private final Providers providers;

    Servers(Providers providers) {
        this.providers = providers;
    }

    static String key(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    Server of(ChannelTarget channel) {
        Server server = of(channel.settings().endpoint());
        return new Server(server.key(), server.place(), channel.oauthClient());
    }

    private Server of(Endpoint endpoint) {
        String key = LoginBudget.serverKey(endpoint);
        Provider provider = providers.byHost(endpoint.host());
        return new Server(key, provider.id().equals(UNKNOWN) ? key : provider.id());
    }
}
