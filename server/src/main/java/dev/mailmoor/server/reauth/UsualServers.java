package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.List;

/** Asks nobody: the known provider's servers, else where servers usually are. For plans, not for signing in. */
final class UsualServers implements Discovery {
    private final Providers providers;

    UsualServers(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Discovered discover(String address) {
        Provider provider = providers.byAddress(address);
        String domain = address.substring(address.lastIndexOf('@') + 1);
        Endpoint imap =
                provider.imap().or(provider::pop3).orElseGet(() -> new Endpoint("imap." + domain, 993, TlsMode.TLS));
        Endpoint smtp = provider.smtp().orElseGet(() -> new Endpoint("smtp." + domain, 465, TlsMode.TLS));
        return new Discovered(
                List.of(
                        new FoundServer(Protocol.IMAP, imap, address, Source.GUESS, domain),
                        new FoundServer(Protocol.SMTP, smtp, address, Source.GUESS, domain)),
                provider,
                List.of());
    }
}
