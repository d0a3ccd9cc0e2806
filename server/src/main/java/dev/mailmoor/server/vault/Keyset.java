package dev.mailmoor.server.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;

/**
 * The keys that seal secrets, AES-256-GCM, as one moment's table row has them.
 *
 * @param generation counts up with every change of the keys
 */
record Keyset(KeysetHandle keys, Aead aead, long generation) {
    private static final byte[] ASSOCIATED =
            "mailmoor vault keyset".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink's AEAD cannot be set up", e);
        }
    }

    static Keyset first() throws GeneralSecurityException {
        return of(
                KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary())
                        .build(),
                1);
    }

    static Keyset unseal(byte[] sealed, long generation, Aead kek) throws GeneralSecurityException {
        return of(TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, kek, ASSOCIATED), generation);
    }

    byte[] seal(Aead kek) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(keys, kek, ASSOCIATED);
    }

    /** The same keys and a new primary one. */
    Keyset withNewPrimary() throws GeneralSecurityException {
        KeysetHandle.Builder next = KeysetHandle.newBuilder(keys);
        next.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary());
        return of(next.build(), generation + 1);
    }

    /** Only the primary key. */
    Keyset withoutOldKeys() throws GeneralSecurityException {
        KeysetHandle.Builder next = KeysetHandle.newBuilder();
        KeysetHandle.Entry primary = keys.getPrimary();
        next.addEntry(KeysetHandle.importKey(primary.getKey())
                .withFixedId(primary.getId())
                .makePrimary());
        return of(next.build(), generation + 1);
    }

    int primaryId() {
        return keys.getPrimary().getId();
    }

    boolean holds(int keyId) {
        return IntStream.range(0, keys.size()).anyMatch(at -> keys.getAt(at).getId() == keyId);
    }

    boolean hasOldKeys() {
        return keys.size() > 1;
    }

    /** The key that a sealed text names in its prefix (Tink's wire format: one byte of version, four of key id). */
    static int keyIdOf(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt(1);
    }

    private static Keyset of(KeysetHandle keys, long generation) throws GeneralSecurityException {
        return new Keyset(keys, keys.getPrimitive(RegistryConfiguration.get(), Aead.class), generation);
    }
}
