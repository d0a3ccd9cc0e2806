package dev.mailmoor.testkit.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.WireMailLogin;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NetworkGuard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our side of each mechanism against Dovecot's and, through it, Postfix's. */
class RealMechanismsTest {
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final String ANNA = "anna@moor.test";

    @BeforeAll
    static void thereAreServers() {
        Optional<String> missing = MailHost.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "plain login cram-md5 scram-sha-1 scram-sha-256, pencil,   SCRAM-SHA-256",
        "plain login cram-md5 scram-sha-1 scram-sha-256, pencil\u20AC, PLAIN",
        "scram-sha-256,                                  p\u00E4ncil,  SCRAM-SHA-256",
        "plain scram-sha-1,                              pencil,   SCRAM-SHA-1",
        "cram-md5,                                       pencil,   CRAM-MD5",
        "login,                                          pencil,   LOGIN"
    })
    void theRightPasswordSignsInAndAWrongOneIsRefused(String offered, String password, String taken) throws Exception {
        try (MailHost host = MailHost.start(offered)) {
            host.users().add(ANNA, password);
            MailLogin login = login(host);
            for (Protocol protocol : Protocol.values()) {
                Outcome right = login.attempt(request(host, protocol, password));
                Outcome wrong = login.attempt(request(host, protocol, "wrong"));

                assertThat(right).isInstanceOf(Outcome.SignedIn.class);
                assertThat(right.trace().mechanism()).contains(taken);
                assertThat(wrong)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.reply().code()).isPresent());
            }
        }
    }

    private static LoginRequest request(MailHost host, Protocol protocol, String password) {
        return new LoginRequest(
                protocol, host.endpoint(protocol, TlsMode.TLS), ANNA, Secret.of(password), Optional.of(ANNA));
    }

    private static MailLogin login(MailHost host) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(host.authorities())) {
            CertificateTrust trust =
                    new CertificateTrust(CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                            .map(X509Certificate.class::cast)
                            .toList());
            NetworkGuard guard = new NetworkGuard(List.of(Cidr.parse("127.0.0.0/8")));
            return new WireMailLogin(guard, new TlsClient(new JdkTlsEngines(trust), trust), TIMEOUTS);
        }
    }
}
