package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom we believe: the JDK's roots and further ones of the operator's. A chain that was found good is remembered for ten
 * minutes at most, and not beyond the life of any certificate in it, for building its path costs more than the rest of a
 * handshake. The name is compared every time.
 */
public final class CertificateTrust {
    private static final long MEMORY_MILLIS = 10 * 60 * 1000L;
    private static final int MOST_REMEMBERED = 10_000;

    private final CompletableFuture<X509TrustManager> judge;
    private final X509ExtendedTrustManager manager = new Asking();
    private final ConcurrentHashMap<String, Good> good = new ConcurrentHashMap<>();

    /**
     * Returns at once; the JDK's roots, some hundred and forty, are read meanwhile.
     *
     * @param further roots to be trusted beside the JDK's
     */
    public CertificateTrust(Collection<X509Certificate> further) {
        List<X509Certificate> ours = List.copyOf(further);
        judge = CompletableFuture.supplyAsync(
                () -> roots(ours),
                task -> Thread.ofPlatform().daemon().name("trusted-roots").start(task));
    }

    private static X509TrustManager roots(List<X509Certificate> further) {
        try {
            X509TrustManager jdks = defaultTrust(null);
            if (further.isEmpty()) {
                return jdks;
            }
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            int number = 0;
            for (X509Certificate root : jdks.getAcceptedIssuers()) {
                roots.setCertificateEntry("jdk-" + number++, root);
            }
            for (X509Certificate root : further) {
                roots.setCertificateEntry("further-" + number++, root);
            }
            return defaultTrust(roots);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trusted certificates cannot be taken up", e);
        }
    }

    private static X509TrustManager defaultTrust(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** For engines to ask during the handshake, so that a bad certificate is answered with the right alert. */
    public X509ExtendedTrustManager trustManager() {
        return manager;
    }

    /** Returns when {@code chain} leads to a trusted root, is valid now, and names {@code host}. */
    public void verify(Certificate[] chain, String host) throws CertificateRejected {
        X509Certificate leaf = verifiedLeaf(chain);
        if (!HostName.of(host).isNamedBy(leaf)) {
            throw new CertificateRejected(TlsFailure.NAME_MISMATCH, "the certificate is not for " + host);
        }
    }

    private X509Certificate verifiedLeaf(Certificate[] chain) throws CertificateRejected {
        try {
            String fingerprint = fingerprint(chain);
            long now = System.currentTimeMillis();
            Good known = good.get(fingerprint);
            if (known != null && now < known.until) {
                return known.leaf;
            }
            X509Certificate[] certificates = Arrays.copyOf(chain, chain.length, X509Certificate[].class);
            // In TLS 1.3, and with the forward secrecy that we insist on in 1.2, the key signs: what "UNKNOWN" checks.
            judge.join().checkServerTrusted(certificates, "UNKNOWN");
            WeakCertificates.refuse(certificates);
            remember(fingerprint, certificates, now);
            return certificates[0];
        } catch (CertificateException | IllegalArgumentException | ArrayStoreException e) {
            throw rejected(e, chain);
        }
    }

    private void remember(String fingerprint, X509Certificate[] chain, long now) {
        if (good.size() >= MOST_REMEMBERED) {
            good.clear();
        }
        long until = now + MEMORY_MILLIS;
        for (X509Certificate certificate : chain) {
            until = Math.min(until, certificate.getNotAfter().getTime());
        }
        good.put(fingerprint, new Good(chain[0], until));
    }

    private static String fingerprint(Certificate[] chain) throws CertificateException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Certificate certificate : chain) {
                byte[] encoded = certificate.getEncoded();
                digest.update(
                        new byte[] {(byte) (encoded.length >> 16), (byte) (encoded.length >> 8), (byte) encoded.length
                        });
                digest.update(encoded);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static CertificateRejected rejected(Exception e, Certificate[] chain) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return new CertificateRejected(TlsFailure.CERTIFICATE_EXPIRED, "the certificate has expired");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return new CertificateRejected(TlsFailure.CERTIFICATE_EXPIRED, "the certificate is not valid yet");
            }
            if (cause instanceof CertificateRejected told) {
                return told;
            }
            if (cause instanceof CertPathValidatorException path && path.getReason() == BasicReason.EXPIRED) {
                return new CertificateRejected(TlsFailure.CERTIFICATE_EXPIRED, "a certificate has expired");
            }
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
                return new CertificateRejected(
                        TlsFailure.CERTIFICATE_WEAK, "a certificate's key or signature is too weak");
            }
        }
        return new CertificateRejected(
                TlsFailure.CERTIFICATE_UNTRUSTED,
                "no trusted authority vouches for the certificate" + (chain.length == 0 ? "" : issuer(chain[0]))
                        + (isAlone(chain) ? "; the server may be leaving out an intermediate certificate" : ""));
    }

    private static boolean isAlone(Certificate[] chain) {
        return chain.length == 1
                && chain[0] instanceof X509Certificate leaf
                && !leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
    }

    /** Tells a self-made certificate from one that a virus scanner or proxy put in between. */
    private static String issuer(Certificate leaf) {
        return leaf instanceof X509Certificate certificate
                ? ", issued by " + certificate.getIssuerX500Principal().getName()
                : "";
    }

    private record Good(X509Certificate leaf, long until) {}

    /** Only the chain: the name is compared once the handshake is through, with every engine alike. */
    private final class Asking extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            verifiedLeaf(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            verifiedLeaf(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            verifiedLeaf(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("we are never a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("we are never a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("we are never a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.join().getAcceptedIssuers();
        }
    }
}
