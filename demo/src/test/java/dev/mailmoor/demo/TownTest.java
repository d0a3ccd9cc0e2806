package dev.mailmoor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
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
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pretended servers answer, and that Mailmoor understands it. */
class TownTest {
    @TempDir
    static Path folder;

    private static Optional<Town> founded = Optional.empty();
    private static Optional<MailLogin> login = Optional.empty();

    private final Diagnostician diagnostician = Diagnostician.byRules(Providers.bundled());

    @BeforeAll
    static void found() throws IOException, GeneralSecurityException {
        Path authority = PretendedCertificates.write(folder);
        founded = Optional.of(new Town());
        try (InputStream in = Files.newInputStream(authority)) {
            CertificateTrust trust = new CertificateTrust(List.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in)));
            Duration patience = Duration.ofSeconds(10);
            login = Optional.of(new WireMailLogin(
                    new NetworkGuard(List.of(Cidr.parse("127.0.0.0/8"))),
                    new TlsClient(new JdkTlsEngines(trust), trust),
                    new Timeouts(patience, patience, patience)));
        }
    }

    @AfterAll
    static void end() {
        founded.ifPresent(Town::close);
    }

    @ParameterizedTest
    @EnumSource(PretendedProvider.class)
    void theRightPasswordConnectsOnBothSides(PretendedProvider provider) {
        Resident resident = someoneAt(provider);
        assertThat(receive(resident, town().password(resident)).connected()).isTrue();
        assertThat(send(resident, town().password(resident)).connected()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(PretendedProvider.class)
    void aChangedPasswordIsCertainlyAWrongOne(PretendedProvider provider) {
        Resident resident = someoneAt(provider);
        String old = town().password(resident);
        String changed = town().changePassword(resident);
        for (Diagnosis diagnosis : List.of(receive(resident, old), send(resident, old))) {
            Diagnosis.Finding finding = diagnosis.finding().orElseThrow();
            assertThat(finding.cause().word() + " " + finding.confidence().word())
                    .as(diagnosis.toString())
                    .isEqualTo("wrong-password-or-username certain");
        }
        assertThat(receive(resident, changed).connected()).isTrue();
    }

    @Test
    void aServerThatWentDownRefusesAndComesBackWithItsUsers() {
        Resident resident = someoneAt(PretendedProvider.LANTERN);
        town().server(PretendedProvider.LANTERN).goDown();
        assertThat(receive(resident, town().password(resident))
                        .finding()
                        .orElseThrow()
                        .cause()
                        .word())
                .isEqualTo("connection-refused");
        town().server(PretendedProvider.LANTERN).comeBack();
        assertThat(receive(resident, town().password(resident)).connected()).isTrue();
    }

    private static Town town() {
        return founded.orElseThrow();
    }

    private static Resident someoneAt(PretendedProvider provider) {
        return Resident.ALL.stream()
                .filter(one -> one.provider() == provider)
                .findFirst()
                .orElseThrow();
    }

    private Diagnosis receive(Resident resident, String password) {
        Protocol protocol = Protocol.valueOf(resident.provider().receiving().toUpperCase(Locale.ROOT));
        return attempt(resident, protocol, town().server(resident.provider()).receivingPort(), password);
    }

    private Diagnosis send(Resident resident, String password) {
        return attempt(
                resident, Protocol.SMTP, town().server(resident.provider()).sendingPort(), password);
    }

    private Diagnosis attempt(Resident resident, Protocol protocol, int port, String password) {
        LoginRequest request = new LoginRequest(
                protocol,
                new Endpoint(resident.provider().host(), port, TlsMode.TLS),
                resident.address(),
                Secret.of(password),
                Optional.of(resident.address()));
        return diagnostician.diagnose(login.orElseThrow().attempt(request), "custom");
    }
}
