package dev.mailmoor.testkit.certificates;

import dev.mailmoor.testkit.certificates.CertificateAuthority.Validity;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs in somebody's name. */
record Signer(String issuer, PrivateKey key, PublicKey publicKey, KeyKind kind) {
    private static final SecureRandom SERIALS = new SecureRandom();

    X509Certificate authority(String subject, PublicKey subjectKey) {
        Instant now = Instant.now();
        Validity tenYears = new Validity(now.minus(Duration.ofDays(3650)), now.plus(Duration.ofDays(3650)));
        return sign(
                subject,
                subjectKey,
                tenYears,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    }

    X509Certificate leaf(PublicKey subjectKey, Validity validity, String... names) {
        return leaf("CN=" + names[0], subjectKey, validity, names);
    }

    X509Certificate leaf(String subject, PublicKey subjectKey, Validity validity, String... names) {
        GeneralName[] alternatives = Arrays.stream(names).map(Signer::name).toArray(GeneralName[]::new);
        return sign(subject, subjectKey, validity, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            if (names.length > 0) {
                // RFC 5280 §4.1.2.6: critical where there is no subject.
                boolean nameless = subject.isEmpty();
                builder.addExtension(Extension.subjectAlternativeName, nameless, new GeneralNames(alternatives));
            }
        });
    }

    private X509Certificate sign(String subject, PublicKey subjectKey, Validity validity, Extensions extensions) {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                new BigInteger(120, SERIALS),
                Date.from(validity.from()),
                Date.from(validity.until()),
                new X500Name(subject),
                subjectKey);
        try {
            JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(subjectKey));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(publicKey));
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(kind.signature()).build(key)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("a test certificate cannot be made", e);
        }
    }

    private static GeneralName name(String name) {
        try {
            InetAddress.ofLiteral(name);
            return new GeneralName(GeneralName.iPAddress, name);
        } catch (IllegalArgumentException notAnAddress) {
            return new GeneralName(GeneralName.dNSName, name);
        }
    }

    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws CertIOException;
    }
}
