package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.JndiNameRecords;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the operator's networks and certificates to discovery. */
@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {
    @Bean
    Network network(Settings settings, CertificateTrust trust) {
        return Network.ofTheSystem(settings.mailServers().allowedNetworks(), trust, JndiNameRecords.ofTheSystem());
    }

    @Bean
    Discovery discovery(Providers providers, Network network) {
        return new RememberedDiscovery(Discovery.over(providers, network));
    }
}
