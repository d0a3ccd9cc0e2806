package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.Script;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom we believe, and how a handshake's failure is told. */
public abstract class TlsContract extends LoginContract {
    /** The server side of TLS is played in the script, so that it can go wrong. */
    private Outcome handshake(Script script) {
        try (var server = ScriptedServer.plain(script)) {
            return login(UNHURRIED).attempt(request(Protocol.IMAP, TlsMode.TLS, server.port()));
        }
    }

    private static void serve(Peer client) throws IOException {
        client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready");
        client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
        client.answer("A2 EXAMINE INBOX", "A2 OK done", "* BYE");
    }

    private Outcome withCertificate(ServerCertificate certificate) {
        return handshake(client -> {
            client.startTls(certificate);
            serve(client);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsServe(String version) {
        Outcome outcome = handshake(client -> {
            client.startTls(CERTIFICATE, version);
            serve(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void anExpiredCertificateIsNotBelieved() {
        assertTlsFailed(withCertificate(AUTHORITY.issueExpired("localhost")), TlsFailure.CERTIFICATE_EXPIRED);
    }

    @Test
    void aSelfSignedOrForeignCertificateIsNotBelieved() {
        assertTlsFailed(
                withCertificate(CertificateAuthority.selfSigned(KeyKind.P_256, "localhost")),
                TlsFailure.CERTIFICATE_UNTRUSTED);
        assertTlsFailed(
                withCertificate(CertificateAuthority.create(KeyKind.P_256).issue("localhost")),
                TlsFailure.CERTIFICATE_UNTRUSTED);
    }

    @Test
    void aGoodCertificateForAnotherNameIsNotBelievedHoweverOftenItIsShown() {
        ServerCertificate other = AUTHORITY.issue("mail.example.com", "127.0.0.2");
        for (int i = 0; i < 3; i++) {
            Outcome outcome = withCertificate(other);
            assertTlsFailed(outcome, TlsFailure.NAME_MISMATCH);
            assertThat(outcome.trace().stage()).isEqualTo(Stage.TLS);
        }
    }

    @Test
    void aNameMismatchIsNoticedAlsoWhenTheSameEnginesBelievedTheServerBefore() {
        ServerCertificate named = AUTHORITY.issue("localhost");
        try (var server = ScriptedServer.plain(client -> {
            client.startTls(named);
            serve(client);
        })) {
            var login = login(UNHURRIED);
            assertThat(login.attempt(request(Protocol.IMAP, TlsMode.TLS, server.port())))
                    .isInstanceOf(Outcome.SignedIn.class);
            assertTlsFailed(login.attempt(byAddress(server.port())), TlsFailure.NAME_MISMATCH);
        }
    }

    private static LoginRequest byAddress(int port) {
        var byName = request(Protocol.IMAP, TlsMode.TLS, port);
        return new LoginRequest(
                byName.protocol(),
                new Endpoint("127.0.0.1", port, TlsMode.TLS),
                byName.username(),
                byName.secret(),
                byName.sender());
    }

    @Test
    void anAddressInTheCertificateIsBelieved() {
        try (var server = ScriptedServer.tls(CERTIFICATE, TlsContract::serve)) {
            assertThat(login(UNHURRIED).attempt(byAddress(server.port()))).isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @Test
    void plainTextWhereTlsShouldBeIsTold() {
        Outcome outcome = handshake(client -> {
            client.say("* OK plain IMAP here");
            client.fallSilent();
        });

        assertTlsFailed(outcome, TlsFailure.NOT_TLS);
        assertThat(((Outcome.TlsFailed) outcome).detail()).contains("* OK plain IMAP here");
    }

    @Test
    void aServerThatSpeaksFirstInTlsIsToldWhereTextShouldBe() {
        Outcome outcome = attempt(Protocol.IMAP, TlsMode.NONE, client -> {
            client.send(HexFormat.of().parseHex("15030300020228"));
            client.fallSilent();
        });

        assertBroken(outcome, Breakage.LOOKS_LIKE_TLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15030100020246", "15030300020228", "15030300020247"})
    void alertsOfVersionAndCipherAreTold(String record) {
        Outcome outcome = handshake(client -> {
            client.send(HexFormat.of().parseHex(record));
            client.fallSilent();
        });

        assertTlsFailed(outcome, TlsFailure.VERSION_OR_CIPHER);
    }

    /** A ServerHello without session or extensions. */
    private static byte[] serverHello(String version, String cipher) {
        return HexFormat.of()
                .parseHex("16" + version + "002c" + "02000028" + version + "ab".repeat(32) + "00" + cipher + "00"
                        + "0000");
    }

    @ParameterizedTest
    @CsvSource({
        "0300, 002f, SSL 3",
        "0301, 002f, TLS 1.0",
        "0302, 002f, TLS 1.1",
        "0303, 0001, no encryption",
        "0303, 0003, export RC4",
        "0303, 0005, RC4",
        "0303, 000a, 3DES",
        "0303, 0015, DES in DHE",
        "0303, 0034, anonymous DH",
        "0303, 002f, RSA without forward secrecy",
        "0303, 009c, RSA without forward secrecy with GCM",
        "0303, 0033, DH over a group of the server's making",
        "0303, 009e, DH over a group of the server's making with GCM"
    })
    void oldVersionsAndBrokenCiphersAreNotSpoken(String version, String cipher, String name) {
        Outcome outcome = handshake(client -> {
            client.send(serverHello(version, cipher));
            client.fallSilent();
        });

        assertTlsFailed(outcome, TlsFailure.VERSION_OR_CIPHER);
    }

    /** As at large hosting companies. */
    @Test
    void aCertificateOfAThousandNamesIsBelieved() {
        List<String> names = new ArrayList<>(List.of("localhost"));
        for (int i = 0; i < 1_000; i++) {
            names.add("customer" + i + ".hosting.example");
        }
        assertThat(withCertificate(AUTHORITY.issueTo("O=Hosting", names.toArray(String[]::new))))
                .isInstanceOf(Outcome.SignedIn.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"RSA_1024", "RSA_2048_SHA_1"})
    void aWeakKeyOrSignatureIsNotBelievedWhoeverVouchesForIt(KeyKind weak) {
        CertificateAuthority authority = CertificateAuthority.create(weak);
        CertificateTrust trusting = new CertificateTrust(List.of(authority.root()));
        // Made beforehand: an RSA key may take seconds on a busy machine.
        ServerCertificate certificate = authority.issue("localhost");
        try (var server = ScriptedServer.plain(client -> {
            client.startTls(certificate, "TLSv1.2");
            serve(client);
        })) {
            assertTlsFailed(
                    login(UNHURRIED, trusting).attempt(request(Protocol.IMAP, TlsMode.TLS, server.port())),
                    TlsFailure.CERTIFICATE_WEAK);
        }
    }

    @Test
    void aChainWithoutItsIntermediateIsNotBelievedAndWhyIsTold() {
        Outcome outcome = withCertificate(AUTHORITY.issue("localhost").withoutIntermediate());

        assertTlsFailed(outcome, TlsFailure.CERTIFICATE_UNTRUSTED);
        assertThat(((Outcome.TlsFailed) outcome).detail()).contains("intermediate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatWantsACertificateFromUsIsTold(String version) {
        Outcome outcome = handshake(client -> client.startTlsWithClientCertificate(CERTIFICATE, version));

        assertTlsFailed(outcome, TlsFailure.CLIENT_CERTIFICATE_REQUIRED);
    }

    @Test
    void aChainOfAMebibyteIsNotReadToItsEnd() {
        ServerCertificate endless = CERTIFICATE.withChainOf(2_500);
        assertThat(endless.chainPem().length()).isGreaterThan(1024 * 1024);
        Outcome outcome = handshake(client -> client.startTls(endless));

        assertThat(outcome).isInstanceOfAny(Outcome.TlsFailed.class, Outcome.Broken.class);
        assertThat(outcome.trace().stage()).isEqualTo(Stage.TLS);
        assertThat(outcome.trace().elapsed()).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aServerThatClosesOrResetsInTheHandshakeIsBroken() {
        Outcome closed = handshake(client -> client.hearBytes(5));
        Outcome reset = handshake(client -> {
            client.hearBytes(5);
            client.reset();
        });

        assertThat(closed).isInstanceOf(Outcome.Broken.class);
        assertThat(closed.trace().stage()).isEqualTo(Stage.TLS);
        assertBroken(reset, Breakage.RESET);
    }

    @Test
    void garbageAfterTheHandshakeIsGarbled() {
        Outcome outcome = handshake(client -> {
            client.startTls(CERTIFICATE);
            client.beneathTls(HexFormat.of().parseHex("1703030020" + "00".repeat(32)));
            client.fallSilent();
        });

        assertBroken(outcome, Breakage.GARBLED);
    }
}
