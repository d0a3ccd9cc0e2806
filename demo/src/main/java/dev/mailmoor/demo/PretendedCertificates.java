package dev.mailmoor.demo;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** An authority made for this process, and one certificate for all pretended servers. */
final class PretendedCertificates {
    /** Guards nothing: the key is thrown away with the process. */
    private static final String STORE_PASSWORD = "playground";

    /** GreenMail reads its key once in the life of a process. */
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create(KeyKind.P_256);

    private static final ServerCertificate CERTIFICATE = AUTHORITY.issue(Arrays.stream(PretendedProvider.values())
            .map(PretendedProvider::host)
            .toArray(String[]::new));

    private PretendedCertificates() {}

    /** Hands the key to GreenMail; returns the PEM file that is to be trusted. */
    static Path write(Path folder) throws IOException {
        Path keys = folder.resolve("playground.p12");
        try (OutputStream out = Files.newOutputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate[] chain = CERTIFICATE.chain().toArray(X509Certificate[]::new);
            store.setKeyEntry("playground", CERTIFICATE.key(), STORE_PASSWORD.toCharArray(), chain);
            store.store(out, STORE_PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK refuses the playground's certificate", e);
        }
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", STORE_PASSWORD);
        System.setProperty("greenmail.tls.key.password", STORE_PASSWORD);
        return Files.writeString(folder.resolve("playground-ca.pem"), AUTHORITY.rootPem());
    }
}
