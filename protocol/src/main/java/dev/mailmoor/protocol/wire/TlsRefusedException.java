package dev.mailmoor.protocol.wire;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import javax.net.ssl.SSLException;

/** The server ended TLS after our side of the handshake was through, for a reason that is known. */
public final class TlsRefusedException extends SSLException {
    private static final long serialVersionUID = 1L;

    private final TlsFailure failure;

    public TlsRefusedException(TlsFailure failure, String message) {
        super(message);
        this.failure = failure;
    }

    TlsFailure failure() {
        return failure;
    }
}
