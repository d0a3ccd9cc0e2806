package dev.mailmoor.testkit.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateAuthorityTest {
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void whatItIssuesHoldsForWhoeverTrustsItsRootAndOnlyWhileItIsValid(KeyKind kind) throws Exception {
        CertificateAuthority authority = CertificateAuthority.create(kind);
        X509TrustManager trust = trusting(authority.root());

        trust.checkServerTrusted(chain(authority.issue("mail.example.com", "127.0.0.1")), "UNKNOWN");
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(authority.issueExpired("mail.example.com")), "UNKNOWN"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkServerTrusted(
                        chain(CertificateAuthority.selfSigned(kind, "mail.example.com")), "UNKNOWN"))
                .isInstanceOf(CertificateException.class);
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aCertificateServesAsContextAndAsPem(KeyKind kind) {
        ServerCertificate certificate = CertificateAuthority.create(kind).issue("localhost");

        assertThat(certificate.context().createSSLEngine()).isNotNull();
        assertThat(certificate.chainPem().split("-----BEGIN CERTIFICATE-----\n"))
                .hasSize(3);
        assertThat(certificate.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    private static X509Certificate[] chain(ServerCertificate certificate) {
        return certificate.chain().toArray(X509Certificate[]::new);
    }

    private static X509TrustManager trusting(X509Certificate root) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", root);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
