package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import java.security.cert.CertificateException;

/** A server's certificate does not hold. */
public final class CertificateRejected extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final TlsFailure failure;

    CertificateRejected(TlsFailure failure, String message) {
        super(message);
        this.failure = failure;
    }

    public TlsFailure failure() {
        return failure;
    }
}
