package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;

/**
 * Certificates that could be forged, whoever vouches for them. The JDK lets an operator's own authority use what it refuses
 * to public ones; mail needs no exception (CA/Browser Forum Baseline Requirements §6.1.5, §7.1.3.2).
 */
final class WeakCertificates {
    private static final int SHORTEST_RSA = 2_048;

    private WeakCertificates() {}

    /** A root's signature over itself is not looked at, for nobody relies on it. */
    static void refuse(X509Certificate[] chain) throws CertificateRejected {
        for (X509Certificate certificate : chain) {
            if (certificate.getPublicKey() instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() < SHORTEST_RSA) {
                throw weak(
                        "the certificate's RSA key has only " + rsa.getModulus().bitLength() + " bits");
            }
            String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
            boolean forgeable = signature.startsWith("SHA1") || signature.startsWith("MD");
            if (forgeable && !certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
                throw weak("the certificate is signed with " + certificate.getSigAlgName());
            }
        }
    }

    private static CertificateRejected weak(String detail) {
        return new CertificateRejected(TlsFailure.CERTIFICATE_WEAK, detail);
    }
}
