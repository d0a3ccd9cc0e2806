package dev.mailmoor.protocol.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/** The JDK's own engines. */
public final class JdkTlsEngines implements TlsEngines {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    public JdkTlsEngines(CertificateTrust trust) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.trustManager()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    @Override
    public TlsEngine open(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(VERSIONS);
        engine.setEnabledCipherSuites(CipherSuites.forwardSecret(List.of(engine.getEnabledCipherSuites())));
        return new OnTheHeap(engine);
    }

    private record OnTheHeap(SSLEngine engine) implements TlsEngine {
        @Override
        public void close() {}
    }
}
