package dev.mailmoor.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a secret's name as bytes, so that no two names have the same: fixed lengths first, the purpose with its length. */
final class Binding {
    private static final byte[] KIND = "Mailmoor secret 1".getBytes(StandardCharsets.US_ASCII);

    private Binding() {}

    static byte[] of(SecretRef ref) {
        byte[] purpose = ref.purpose().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(KIND.length + 16 + 16 + Long.BYTES + Integer.BYTES + purpose.length)
                .put(KIND)
                .putLong(ref.workspace().value().getMostSignificantBits())
                .putLong(ref.workspace().value().getLeastSignificantBits())
                .putLong(ref.subject().getMostSignificantBits())
                .putLong(ref.subject().getLeastSignificantBits())
                .putLong(ref.version())
                .putInt(purpose.length)
                .put(purpose)
                .array();
    }
}
