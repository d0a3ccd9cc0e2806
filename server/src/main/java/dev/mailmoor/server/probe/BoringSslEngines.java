package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsEngine;
import dev.mailmoor.protocol.tls.TlsEngines;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** BoringSSL behind the JDK's engine face: a third of the CPU of the JDK's own TLS. */
public final class BoringSslEngines implements TlsEngines {
    private static final Logger LOG = LoggerFactory.getLogger(BoringSslEngines.class);
    private static final ByteBufAllocator MEMORY = UnpooledByteBufAllocator.DEFAULT;

    private final SslContext context;

    private BoringSslEngines(SslContext context) {
        this.context = context;
    }

    /** BoringSSL where its library loads, else the JDK's engines. */
    public static TlsEngines orTheJdks(CertificateTrust trust) {
        if (!OpenSsl.isAvailable()) {
            LOG.warn("BoringSSL does not load on this machine; the JDK's TLS serves, at about three times the CPU");
            return new JdkTlsEngines(trust);
        }
        try {
            return new BoringSslEngines(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .trustManager(trust.trustManager())
                    .protocols("TLSv1.3", "TLSv1.2")
                    // The name is compared by CertificateTrust, for every engine alike.
                    .endpointIdentificationAlgorithm(null)
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException("BoringSSL refuses a client without a certificate", e);
        }
    }

    @Override
    public TlsEngine open(String host, int port) {
        return new Native(context.newEngine(MEMORY, host, port));
    }

    private record Native(SSLEngine engine) implements TlsEngine {
        @Override
        public void close() {
            ReferenceCountUtil.release(engine);
        }
    }
}
