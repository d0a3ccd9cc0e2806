package dev.mailmoor.server.outbound;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the operator's networks and certificates to whoever asks web servers. */
@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {
    @Bean
    Reach reach(Settings settings, CertificateTrust trust) {
        return Reach.ofTheSystem(settings.mailServers().allowedNetworks(), trust);
    }

    @Bean
    GuardedHttp guardedHttp(Reach reach) {
        return new GuardedHttp(reach);
    }
}
