package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Looks at the first bytes a server answers the handshake with, still in the clear (RFC 8446 §5.1), so that what went
 * wrong is told alike whatever engine is used.
 */
record RecordPeek(TlsFailure failure, String detail) {
    private static final int CHANGE_CIPHER_SPEC = 0x14;
    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;
    private static final int APPLICATION_DATA = 0x17;
    private static final int FATAL = 2;
    private static final int SERVER_HELLO = 2;
    private static final int LONGEST_TEXT = 200;

    /** Empty when nothing tells against a handshake, or too little has come. */
    static Optional<RecordPeek> at(ByteBuffer unread) {
        if (!unread.hasRemaining()) {
            return Optional.empty();
        }
        int type = at(unread, 0);
        if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || has(unread, 1) && at(unread, 1) != 3) {
            return Optional.of(
                    new RecordPeek(TlsFailure.NOT_TLS, "the server answered in plain text: " + text(unread)));
        }
        if (type == ALERT && has(unread, 6) && at(unread, 4) == 2 && at(unread, 5) == FATAL) {
            return Optional.of(alert(at(unread, 6)));
        }
        boolean old = type == HANDSHAKE && has(unread, 10) && at(unread, 5) == SERVER_HELLO && at(unread, 10) < 3;
        return old
                ? Optional.of(
                        new RecordPeek(TlsFailure.VERSION_OR_CIPHER, "the server offers nothing newer than TLS 1.1"))
                : Optional.empty();
    }

    /** RFC 8446 §6. */
    private static RecordPeek alert(int description) {
        return switch (description) {
            case 40 -> version("handshake_failure");
            case 70 -> version("protocol_version");
            case 71 -> version("insufficient_security");
            // What is wrong with a certificate can only be wrong with ours, and we have none.
            case 41, 42, 43, 44, 45, 46, 116 ->
                new RecordPeek(
                        TlsFailure.CLIENT_CERTIFICATE_REQUIRED, "the server wants a certificate from the client");
            case 112 ->
                new RecordPeek(TlsFailure.NAME_MISMATCH, "the server does not know this name (unrecognized_name)");
            default -> new RecordPeek(TlsFailure.OTHER, "the server ended the handshake with alert " + description);
        };
    }

    private static RecordPeek version(String alert) {
        return new RecordPeek(TlsFailure.VERSION_OR_CIPHER, "no TLS version or cipher in common (" + alert + ")");
    }

    private static boolean has(ByteBuffer unread, int index) {
        return unread.remaining() > index;
    }

    private static int at(ByteBuffer unread, int index) {
        return unread.get(unread.position() + index) & 0xFF;
    }

    private static String text(ByteBuffer unread) {
        byte[] bytes = new byte[Math.min(unread.remaining(), LONGEST_TEXT)];
        unread.get(unread.position(), bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]+", " ")
                .strip();
    }
}
