package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.CipherSuites;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsEngine;
import dev.mailmoor.protocol.tls.TlsEngines;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** BoringSSL behind the JDK's engine face: a third of the CPU of the JDK's own TLS. */
public final class BoringSslEngines implements TlsEngines {
    private static final Logger LOG = LoggerFactory.getLogger(BoringSslEngines.class);
    private static final ByteBufAllocator MEMORY = UnpooledByteBufAllocator.DEFAULT;

    private final SslContext context;
    private final KeyShares keyShares;

    private BoringSslEngines(SslContext context, KeyShares keyShares) {
        this.context = context;
        this.keyShares = keyShares;
    }

    /** BoringSSL where its library loads, else the JDK's engines. */
    public static TlsEngines orTheJdks(CertificateTrust trust) {
        return orTheJdks(trust, KeyShares.usual());
    }

    static TlsEngines orTheJdks(CertificateTrust trust, KeyShares keyShares) {
        if (!OpenSsl.isAvailable()) {
            LOG.warn("BoringSSL does not load on this machine; the JDK's TLS serves, at about three times the CPU");
            return new JdkTlsEngines(trust);
        }
        try {
            return new BoringSslEngines(
                    SslContextBuilder.forClient()
                            .sslProvider(SslProvider.OPENSSL_REFCNT)
                            .trustManager(trust.trustManager())
                            .protocols("TLSv1.3", "TLSv1.2")
                            .ciphers(null, (none, usual, supported) -> CipherSuites.forwardSecret(usual))
                            // The name is compared by CertificateTrust, for every engine alike.
                            .endpointIdentificationAlgorithm(null)
                            .option(OpenSslContextOption.GROUPS, keyShares.order())
                            .build(),
                    keyShares);
        } catch (SSLException e) {
            throw new IllegalStateException("BoringSSL refuses a client without a certificate", e);
        }
    }

    @Override
    public TlsEngine open(String host, int port) {
        ReferenceCountedOpenSslEngine engine = (ReferenceCountedOpenSslEngine) context.newEngine(MEMORY, host, port);
        keyShares.orderFor(host, port).ifPresent(order -> SSL.setCurvesList(engine.sslPointer(), order));
        return new Native(engine, group -> keyShares.chosen(host, port, group));
    }

    private record Native(ReferenceCountedOpenSslEngine engine, IntConsumer chosen) implements TlsEngine {
        @Override
        public void keyShareChosen(int namedGroup) {
            chosen.accept(namedGroup);
        }

        @Override
        public void close() {
            ReferenceCountUtil.release(engine);
        }
    }
}
