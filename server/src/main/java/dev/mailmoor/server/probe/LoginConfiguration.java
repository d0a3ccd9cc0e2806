package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.WireMailLogin;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.tls.TlsEngines;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the operator's networks, certificates and deadlines to the protocol code. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
    /** Within the lease that the monitor takes on a channel. */
    private static final Duration OVERALL = Duration.ofSeconds(40);

    /** For mail servers, and for all else that is asked over TLS. */
    @Bean
    CertificateTrust certificateTrust(Settings settings) {
        return new CertificateTrust(settings.mailServers()
                .trustedCertificates()
                .map(LoginConfiguration::certificates)
                .orElse(List.of()));
    }

    @Bean
    MailLogin mailLogin(Settings settings, CertificateTrust trust) {
        Settings.MailServers servers = settings.mailServers();
        TlsEngines engines = new EnginesToCome(() -> BoringSslEngines.orTheJdks(trust, keyShares(servers)));
        return new WireMailLogin(
                new NetworkGuard(servers.allowedNetworks()),
                new TlsClient(engines, trust),
                new Timeouts(servers.connectTimeout(), servers.readTimeout(), OVERALL));
    }

    private static KeyShares keyShares(Settings.MailServers servers) {
        return servers.postQuantum() ? KeyShares.postQuantumFirst() : KeyShares.usual();
    }

    @Bean
    Probe probe(MailLogin login, Diagnostician diagnostician, Providers providers, TokenTroubles troubles) {
        return new LoginProbe(login, diagnostician, providers, troubles);
    }

    /** The certificates of a PEM file. */
    static Collection<X509Certificate> certificates(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("the trusted certificates in " + pem + " cannot be read", e);
        }
    }
}
