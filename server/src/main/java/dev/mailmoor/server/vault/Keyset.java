package dev.mailmoor.server.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The keys that seal secrets, at one version: the primary one seals, any of them opens.
 *
 * @param version of the row it came from
 */
record Keyset(long version, KeysetHandle handle, Aead aead) {
    /** Tink's prefix: a one, then the key's number (Tink wire format, "TINK" variant). */
    static final int PREFIX = 5;

    private static final byte[] BOUND_TO = "Mailmoor vault keyset".getBytes(StandardCharsets.US_ASCII);

    static Keyset first() {
        return of(
                1,
                () -> KeysetHandle.newBuilder().addEntry(fresh().makePrimary()).build());
    }

    /** @throws GeneralSecurityException when it was altered, or sealed by another key */
    static Keyset opened(long version, byte[] sealed, KeyEncryptionKey kek) throws GeneralSecurityException {
        KeysetHandle handle = TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, kek.aead(), BOUND_TO);
        return of(version, () -> handle);
    }

    byte[] sealedBy(KeyEncryptionKey kek) {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(handle, kek.aead(), BOUND_TO);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset cannot be sealed", e);
        }
    }

    /** The next version: all that this one has, and a new primary. */
    Keyset withNewPrimary() {
        return of(
                version + 1,
                () -> KeysetHandle.newBuilder(handle)
                        .addEntry(fresh().makePrimary())
                        .build());
    }

    /** The next version: the primary and nothing else. */
    @AccessesPartialKey
    Keyset primaryAlone() {
        return of(
                version + 1,
                () -> KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.importKey(handle.getPrimary().getKey())
                                .withFixedId(handle.getPrimary().getId())
                                .makePrimary())
                        .build());
    }

    boolean hasOneKey() {
        return handle.size() == 1;
    }

    /** How every row begins that the primary sealed. */
    byte[] primaryPrefix() {
        return ByteBuffer.allocate(PREFIX)
                .put((byte) 1)
                .putInt(handle.getPrimary().getId())
                .array();
    }

    /** Whether one of these keys may have sealed it. */
    boolean knows(byte[] sealed) {
        if (sealed.length < PREFIX) {
            return false;
        }
        int id = ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
        return IntStream.range(0, handle.size()).anyMatch(i -> handle.getAt(i).getId() == id);
    }

    byte[] seal(byte[] plain, byte[] boundTo) {
        try {
            return aead.encrypt(plain, boundTo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Empty when it was altered, or bound to something else. */
    Optional<byte[]> open(byte[] sealed, byte[] boundTo) {
        try {
            return Optional.of(aead.decrypt(sealed, boundTo));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static KeysetHandle.Builder.Entry fresh() {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId();
    }

    private static Keyset of(long version, Tink.Making making) {
        KeysetHandle handle = Tink.keyset(making);
        return new Keyset(version, handle, Tink.aead(handle));
    }
}
