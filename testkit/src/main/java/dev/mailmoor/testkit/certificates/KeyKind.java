package dev.mailmoor.testkit.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** The kinds of key that mail servers have, and some that none should. */
public enum KeyKind {
    RSA_2048("RSA", 2048, "SHA256withRSA"),
    P_256("EC", 256, "SHA256withECDSA"),
    /** Too short to be believed. */
    RSA_1024("RSA", 1024, "SHA256withRSA"),
    /** Signed with a hash that can be forged. */
    RSA_2048_SHA_1("RSA", 2048, "SHA1withRSA");

    private final String algorithm;
    private final int bits;
    private final String signature;

    KeyKind(String algorithm, int bits, String signature) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.signature = signature;
    }

    String signature() {
        return signature;
    }

    KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes " + algorithm + " keys", e);
        }
    }
}
