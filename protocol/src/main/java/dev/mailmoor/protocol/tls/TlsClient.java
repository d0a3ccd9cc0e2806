package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Link;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.protocol.wire.Securing;
import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Secures links with the engines it was given, and believes a server only when {@link CertificateTrust} does. */
public final class TlsClient implements Securing {
    private final TlsEngines engines;
    private final CertificateTrust trust;

    public TlsClient(TlsEngines engines, CertificateTrust trust) {
        this.engines = engines;
        this.trust = trust;
    }

    @Override
    public Link secure(Link plain, String host, int port) throws AttemptEnded, IOException {
        TlsLink link = new TlsLink(plain, engines.open(NetworkGuard.ascii(host), port));
        boolean believed = false;
        try {
            link.handshake();
            trust.verify(link.engine().getSession().getPeerCertificates(), host);
            believed = true;
            return link;
        } catch (CertificateRejected e) {
            throw AttemptEnded.tlsFailed(e.failure(), String.valueOf(e.getMessage()));
        } catch (SSLPeerUnverifiedException e) {
            throw AttemptEnded.tlsFailed(TlsFailure.CERTIFICATE_UNTRUSTED, "the server showed no certificate");
        } catch (SSLException e) {
            HandshakeFailed failed = HandshakeFailed.from(e);
            throw AttemptEnded.tlsFailed(failed.failure(), String.valueOf(failed.getMessage()));
        } finally {
            if (!believed) {
                link.close();
            }
        }
    }
}
