package dev.mailmoor.protocol.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Commands waiting to leave together. */
final class Outbox {
    private byte[] bytes = new byte[256];
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    /** Adds the command and its line end. */
    void add(Command command) {
        int needed = length + command.length() + 2;
        if (needed > bytes.length) {
            byte[] old = bytes;
            bytes = Arrays.copyOf(old, Math.max(needed, old.length * 2));
            Arrays.fill(old, (byte) 0);
        }
        System.arraycopy(command.bytes(), 0, bytes, length, command.length());
        bytes[needed - 2] = '\r';
        bytes[needed - 1] = '\n';
        length = needed;
    }

    ByteBuffer drain() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void wipe() {
        Arrays.fill(bytes, 0, length, (byte) 0);
        length = 0;
    }
}
