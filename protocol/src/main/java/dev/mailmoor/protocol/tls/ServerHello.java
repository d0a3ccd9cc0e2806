package dev.mailmoor.protocol.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Reads which key share a server chose, or asks for, from its hello (RFC 8446 §4.1.3, §4.2.8), which comes in the clear. */
final class ServerHello {
    private static final int HANDSHAKE = 0x16;
    private static final int SERVER_HELLO = 2;
    private static final int RECORD_HEADER = 5;
    private static final int LENGTH_VERSION_RANDOM = 3 + 2 + 32;
    private static final int CIPHER_AND_COMPRESSION = 2 + 1;
    private static final int KEY_SHARE = 51;

    private ServerHello() {}

    /** The named group; empty for TLS 1.2, and when the hello has not come as a whole. */
    static OptionalInt keyShareIn(ByteBuffer unread) {
        ByteBuffer hello = unread.duplicate();
        try {
            boolean isHello =
                    hello.get() == HANDSHAKE && after(hello, RECORD_HEADER - 1).get() == SERVER_HELLO;
            if (!isHello) {
                return OptionalInt.empty();
            }
            after(hello, LENGTH_VERSION_RANDOM);
            after(hello, hello.get() & 0xFF);
            after(hello, CIPHER_AND_COMPRESSION);
            int length = hello.getShort() & 0xFFFF;
            return length > hello.remaining()
                    ? OptionalInt.empty()
                    : keyShareAmong(hello.limit(hello.position() + length));
        } catch (BufferUnderflowException | IllegalArgumentException tooLittleCame) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt keyShareAmong(ByteBuffer extensions) {
        while (extensions.hasRemaining()) {
            int type = extensions.getShort() & 0xFFFF;
            int length = extensions.getShort() & 0xFFFF;
            if (type == KEY_SHARE) {
                return OptionalInt.of(extensions.getShort() & 0xFFFF);
            }
            after(extensions, length);
        }
        return OptionalInt.empty();
    }

    private static ByteBuffer after(ByteBuffer bytes, int count) {
        return bytes.position(bytes.position() + count);
    }
}
