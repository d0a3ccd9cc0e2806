package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.wire.TlsRefusedException;
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

    /**
     * Throws when the server's unread bytes tell by themselves that there will be no handshake.
     *
     * @param underway whether the server has agreed on version and cipher before
     */
    static void ifTold(ByteBuffer unread, boolean underway) throws HandshakeFailed {
        Optional<RecordPeek> peek = RecordPeek.at(unread);
        if (peek.isPresent() && underway && peek.get().failure() == TlsFailure.VERSION_OR_CIPHER) {
            // RFC 5246 §7.4.6: what is left to fail is that we have no certificate.
            throw new HandshakeFailed(
                    TlsFailure.CLIENT_CERTIFICATE_REQUIRED, "the server refuses us, who show no certificate");
        }
        if (peek.isPresent()) {
            throw new HandshakeFailed(peek.get().failure(), peek.get().detail());
        }
    }

    /**
     * In TLS 1.3 a server refuses a client without certificate only after the client has finished (RFC 8446 §4.4.2.4), in an
     * alert that only the engine can read.
     */
    static SSLException afterwards(SSLException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("certificate_required") || words.contains("alert_bad_certificate") || isJdkAlert(words)
                ? new TlsRefusedException(
                        TlsFailure.CLIENT_CERTIFICATE_REQUIRED, "the server wants a certificate from the client")
                : e;
    }

    private static boolean isJdkAlert(String words) {
        return words.contains("received fatal alert: bad_certificate")
                || words.contains("received fatal alert: certificate_unknown");
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
