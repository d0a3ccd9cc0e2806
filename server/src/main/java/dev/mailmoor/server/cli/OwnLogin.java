package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.WireMailLogin;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.cli.Service.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The command line's own way to mail servers: the JDK's TLS, for one login is not worth loading a native library. */
final class OwnLogin {
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60));

    private static final List<Cidr> EVERYWHERE = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));

    private OwnLogin() {}

    static MailLogin open(Optional<Path> authorities, boolean allowPrivate) {
        CertificateTrust trust = trust(authorities);
        NetworkGuard guard = new NetworkGuard(networks(allowPrivate));
        return new WireMailLogin(guard, new TlsClient(new JdkTlsEngines(trust), trust), TIMEOUTS);
    }

    static List<Cidr> networks(boolean allowPrivate) {
        return allowPrivate ? EVERYWHERE : List.of();
    }

    static CertificateTrust trust(Optional<Path> authorities) {
        return new CertificateTrust(authorities.map(OwnLogin::certificates).orElse(List.of()));
    }

    private static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new WrongUse(file + " holds no certificate.");
            }
            return certificates;
        } catch (IOException e) {
            throw new WrongUse(file + " cannot be read.");
        } catch (CertificateException e) {
            throw new WrongUse(file + " is not a PEM file of certificates.");
        }
    }
}
