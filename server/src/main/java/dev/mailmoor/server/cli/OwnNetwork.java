package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.autoconfig.JndiNameRecords;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.discovery.Network;
import dev.mailmoor.server.provider.Providers;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** The command line's own way to discovery, without a service. */
final class OwnNetwork {
    private OwnNetwork() {}

    static Discovery discovery(Providers providers, Optional<Path> authorities, boolean allowPrivate) {
        CertificateTrust trust = OwnLogin.trust(authorities);
        return Discovery.over(
                providers, Network.ofTheSystem(OwnLogin.networks(allowPrivate), trust, JndiNameRecords.ofTheSystem()));
    }

    /** With the operator's own, where a data folder is at hand. */
    static Providers providers(CommandLine command) {
        String data = Mailmoor.environment(command).getOrDefault("MAILMOOR_DATA", "data");
        return Providers.in(Path.of(data.isBlank() ? "data" : data));
    }
}
