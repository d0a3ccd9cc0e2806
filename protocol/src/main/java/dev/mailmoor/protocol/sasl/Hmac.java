package dev.mailmoor.protocol.sasl;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import javax.crypto.Mac;

/** The keyed hash that proofs of a password are made of (RFC 2104), by the name of its hash. */
final class Hmac {
    private final String hash;
    private final Mac mac;

    /** @param hash {@code SHA-256}, {@code SHA-1} or {@code MD5} */
    Hmac(String hash) {
        this.hash = hash;
        try {
            mac = Mac.getInstance("Hmac" + hash.replace("-", ""));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with " + hash, e);
        }
    }

    byte[] of(byte[] key, byte[] text) {
        init(key);
        return mac.doFinal(text);
    }

    /** PBKDF2 with one block, which SCRAM calls Hi (RFC 5802 §2.2). */
    byte[] stretched(byte[] password, byte[] salt, int iterations) {
        init(password);
        mac.update(salt);
        byte[] last = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = last.clone();
        for (int i = 1; i < iterations; i++) {
            last = mac.doFinal(last);
            for (int at = 0; at < sum.length; at++) {
                sum[at] ^= last[at];
            }
        }
        return sum;
    }

    byte[] hashOf(byte[] text) {
        try {
            return MessageDigest.getInstance(hash).digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + hash, e);
        }
    }

    private void init(byte[] key) {
        try {
            mac.init(new RawKey(key));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
    }

    /** {@link javax.crypto.spec.SecretKeySpec} does not take an empty key, which HMAC does. */
    private record RawKey(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements Key, javax.crypto.SecretKey {
        @Override
        public String getAlgorithm() {
            return "RAW";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }
    }
}
