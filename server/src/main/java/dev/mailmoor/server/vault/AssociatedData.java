package dev.mailmoor.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A secret's name in bytes: the parts of fixed length first, so that no two names look alike. */
final class AssociatedData {
    private AssociatedData() {}

    static byte[] of(SecretRef ref) {
        byte[] purpose = ref.purpose().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(16 + 16 + 8 + purpose.length);
        put(bytes, ref.workspace().value());
        put(bytes, ref.subject());
        return bytes.putLong(ref.version()).put(purpose).array();
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
}
