package dev.mailmoor.server.testing;

import dev.mailmoor.protocol.autoconfig.NameRecords;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.discovery.Network;
import dev.mailmoor.server.provider.Providers;
import java.net.UnknownHostException;
import java.util.List;

/** Discovery that knows the table of providers and asks nobody, so that no test waits for the world. */
public final class NoNetwork {
    private NoNetwork() {}

    public static Network network() {
        return new Network(
                List.of(),
                host -> {
                    throw new UnknownHostException(host);
                },
                (name, type) -> new NameRecords.Answer.Records(List.of()),
                new CertificateTrust(List.of()),
                443);
    }

    public static Discovery discovery() {
        return Discovery.over(Providers.bundled(), network());
    }
}
