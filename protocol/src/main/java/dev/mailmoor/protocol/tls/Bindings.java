package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.wire.ChannelBinding;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * What binds a sign-in to a TLS connection. In TLS 1.3 that is an exported value (RFC 9266), if the engine exports: the
 * JDK's does, netty-tcnative's BoringSSL has no call for it. Else it is the server's certificate (RFC 5929 §4), which still
 * keeps out whoever got himself another one.
 */
final class Bindings {
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int EXPORTED_BYTES = 32;

    private Bindings() {}

    static Optional<ChannelBinding> of(SSLSession session) {
        Optional<ChannelBinding> exported = exported(session);
        return exported.isPresent() ? exported : endPoint(session);
    }

    private static Optional<ChannelBinding> exported(SSLSession session) {
        if (!session.getProtocol().equals("TLSv1.3") || !(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            byte[] data = extended.exportKeyingMaterialData(LABEL, new byte[0], EXPORTED_BYTES);
            return Optional.of(new ChannelBinding(ChannelBinding.EXPORTER, data));
        } catch (SSLException | RuntimeException doesNotExport) {
            return Optional.empty();
        }
    }

    private static Optional<ChannelBinding> endPoint(SSLSession session) {
        try {
            X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
            byte[] data = MessageDigest.getInstance(hash(leaf)).digest(leaf.getEncoded());
            return Optional.of(new ChannelBinding(ChannelBinding.SERVER_END_POINT, data));
        } catch (SSLException | GeneralSecurityException | ClassCastException notDefined) {
            return Optional.empty();
        }
    }

    /**
     * The signature's hash, SHA-256 in place of MD5 and SHA-1 (RFC 5929 §4.1). For signatures without one, Ed25519 say,
     * nothing is defined.
     */
    static String hash(X509Certificate certificate) throws GeneralSecurityException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        String hash =
                signature.contains("PSS") ? hashOfPss(certificate) : signature.split("WITH", 2)[0];
        return switch (hash.replace("-", "")) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> throw new GeneralSecurityException("no channel binding is defined for " + signature);
        };
    }

    private static String hashOfPss(X509Certificate certificate) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        try {
            parameters.init(certificate.getSigAlgParams());
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
        return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    }
}
