package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.tls.CertificateRejected;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.CertificateAuthority.Validity;
import dev.mailmoor.testkit.certificates.KeyKind;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTrustTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create(KeyKind.P_256);

    private final CertificateTrust trust = new CertificateTrust(List.of(AUTHORITY.root()));

    private static Certificate[] chain(ServerCertificate certificate) {
        return certificate.chain().toArray(Certificate[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.com,  mail.example.com",
        "mail.example.com,  MAIL.Example.Com",
        "mail.example.com,  mail.example.com.",
        "MAIL.example.com,  mail.example.com",
        "*.example.com,     mail.example.com",
        "xn--bcher-kva.example, bücher.example",
        "127.0.0.1,         127.0.0.1",
        "::1,               0:0:0:0:0:0:0:1",
    })
    void aNameIsMatched(String certified, String host) {
        assertThatCode(() -> trust.verify(chain(AUTHORITY.issue(certified)), host))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.com,  imap.example.com",
        "mail.example.com,  example.com",
        "example.com,       mail.example.com",
        "*.example.com,     example.com",
        "*.example.com,     a.mail.example.com",
        "*.example.com,     .example.com",
        "*.com,             example.com",
        "m*.example.com,    mail.example.com",
        "*.*.example.com,   a.b.example.com",
        "127.0.0.1,         127.0.0.2",
        "localhost,         127.0.0.1",
        "127.0.0.1.example, 127.0.0.1",
    })
    void anotherNameIsNot(String certified, String host) {
        assertThatThrownBy(() -> trust.verify(chain(AUTHORITY.issue(certified)), host))
                .isInstanceOfSatisfying(
                        CertificateRejected.class, e -> assertThat(e.failure()).isEqualTo(TlsFailure.NAME_MISMATCH));
    }

    @Test
    void aCommonNameIsNoName() {
        ServerCertificate other = AUTHORITY.issueTo("CN=mail.example.com", "imap.example.com");
        ServerCertificate none = AUTHORITY.issueTo("CN=mail.example.com");
        assertThat(List.of(other, none))
                .allSatisfy(certificate -> assertThatThrownBy(
                                () -> trust.verify(chain(certificate), "mail.example.com"))
                        .isInstanceOfSatisfying(
                                CertificateRejected.class,
                                e -> assertThat(e.failure()).isEqualTo(TlsFailure.NAME_MISMATCH)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"O=Example", ""})
    void aCertificateNeedsNoCommonName(String subject) {
        assertThatCode(() -> trust.verify(chain(AUTHORITY.issueTo(subject, "mail.example.com")), "mail.example.com"))
                .doesNotThrowAnyException();
    }

    @Test
    void aChainNotYetValidIsToldLikeAnExpiredOne() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        ServerCertificate early =
                AUTHORITY.issue(new Validity(tomorrow, tomorrow.plus(Duration.ofDays(1))), "localhost");

        assertThatThrownBy(() -> trust.verify(chain(early), "localhost"))
                .isInstanceOfSatisfying(
                        CertificateRejected.class,
                        e -> assertThat(e.failure()).isEqualTo(TlsFailure.CERTIFICATE_EXPIRED));
    }

    @Test
    void aRememberedChainIsNotBelievedBeyondItsLife() {
        Instant now = Instant.now();
        ServerCertificate brief =
                AUTHORITY.issue(new Validity(now.minus(Duration.ofDays(1)), now.plusSeconds(2)), "localhost");
        assertThatCode(() -> trust.verify(chain(brief), "localhost")).doesNotThrowAnyException();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThatThrownBy(() -> trust.verify(chain(brief), "localhost"))
                        .isInstanceOf(CertificateRejected.class));
    }

    @Test
    void oneThatWasRememberedDoesNotVouchForAnother() throws Exception {
        ServerCertificate good = AUTHORITY.issue("localhost");
        trust.verify(chain(good), "localhost");
        ServerCertificate alien = CertificateAuthority.create(KeyKind.P_256).issue("localhost");
        Certificate[] mixed = {alien.chain().getFirst(), good.chain().getLast()};

        assertThatThrownBy(() -> trust.verify(mixed, "localhost")).isInstanceOf(CertificateRejected.class);
        assertThatThrownBy(() -> trust.verify(new Certificate[0], "localhost")).isInstanceOf(CertificateRejected.class);
    }

    @Test
    void whoSignedAnUntrustedCertificateIsTold() {
        ServerCertificate alien = CertificateAuthority.selfSigned(KeyKind.P_256, "shield.example");

        assertThatThrownBy(() -> trust.verify(chain(alien), "shield.example"))
                .hasMessageContaining("CN=shield.example");
    }
}
