package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A handshake that failed, and what is known of the reason. */
final class HandshakeFailed extends SSLException {
    private static final long serialVersionUID = 1L;

    private final TlsFailure failure;

    private HandshakeFailed(TlsFailure failure, String detail) {
        super(detail);
        this.failure = failure;
    }

    TlsFailure failure() {
        return failure;
    }

    /** Throws when the server's unread bytes tell by themselves that there will be no handshake. */
    static void ifTold(ByteBuffer unread) throws HandshakeFailed {
        Optional<RecordPeek> peek = RecordPeek.at(unread);
        if (peek.isPresent()) {
            throw new HandshakeFailed(peek.get().failure(), peek.get().detail());
        }
    }

    /** Reads an engine's exception: our own verdict on the certificate if it is in there, else its words. */
    static HandshakeFailed from(SSLException e) {
        if (e instanceof HandshakeFailed told) {
            return told;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRejected rejected) {
                return new HandshakeFailed(rejected.failure(), String.valueOf(rejected.getMessage()));
            }
        }
        String message = String.valueOf(e.getMessage());
        String words = message.toLowerCase(Locale.ROOT);
        boolean version = words.contains("version") || words.contains("protocol") || words.contains("cipher");
        return new HandshakeFailed(version ? TlsFailure.VERSION_OR_CIPHER : TlsFailure.OTHER, message);
    }
}
