package dev.mailmoor.testkit.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A server's key and what it presents.
 *
 * @param chain leaf first, then the intermediate; never the root
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    /** A context for servers of this JDK. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Where a client's certificate is demanded, none is good enough; loading the JDK's roots takes long.
            context.init(new KeyManager[] {new OnlyKey(this)}, new TrustManager[] {new TrustingNobody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** The same key without what should vouch for it. */
    public ServerCertificate withoutIntermediate() {
        return new ServerCertificate(key, chain.subList(0, 1));
    }

    /** The same, with the intermediate shown over and over. */
    public ServerCertificate withChainOf(int length) {
        List<X509Certificate> longer = new ArrayList<>(chain);
        while (longer.size() < length) {
            longer.add(chain.getLast());
        }
        return new ServerCertificate(key, List.copyOf(longer));
    }

    /** The chain as PEM, leaf first, as Dovecot's {@code ssl_cert} and Postfix's {@code smtpd_tls_cert_file} take it. */
    public String chainPem() {
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(Pem.of(certificate)));
        return pem.toString();
    }

    /** The key as unencrypted PKCS#8 PEM. */
    public String keyPem() {
        return Pem.of(key);
    }

    /** Writes both, the key readable by whoever may read {@code keyFile}'s folder. */
    public void write(Path chainFile, Path keyFile) throws IOException {
        Files.writeString(chainFile, chainPem());
        Files.writeString(keyFile, keyPem());
    }
}
