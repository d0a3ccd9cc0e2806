package dev.mailmoor.testkit.hosts;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.nio.file.Path;

/** The PEM files of a host's certificate for {@code localhost} and {@code 127.0.0.1}, and of its authority. */
record HostCertificate(Path chain, Path key, Path authorities) {
    static HostCertificate issue(HostFolder folder) {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);
        ServerCertificate certificate = authority.issue("localhost", "127.0.0.1");
        return new HostCertificate(
                folder.write("chain.pem", certificate.chainPem()),
                folder.write("key.pem", certificate.keyPem()),
                folder.write("authorities.pem", authority.rootPem()));
    }
}
