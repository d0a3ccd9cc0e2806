package dev.mailmoor.server.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The key that seals the vault's keys. It never seals a secret itself, so it can live elsewhere: a key service would be
 * another maker of this record.
 *
 * @param fingerprint tells keys apart and gives nothing away
 */
record KeyEncryptionKey(Aead aead, String fingerprint) {
    static final int BYTES = 32;

    @AccessesPartialKey
    static KeyEncryptionKey of(byte[] key) {
        KeysetHandle alone = Tink.keyset(() -> KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(imported(key)).withRandomId().makePrimary())
                .build());
        return new KeyEncryptionKey(Tink.aead(alone), fingerprintOf(key));
    }

    @AccessesPartialKey
    private static AesGcmKey imported(byte[] key) throws GeneralSecurityException {
        return AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
    }

    private static String fingerprintOf(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("Mailmoor key encryption key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.ofDelimiter("-").formatHex(digest.digest(key), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
