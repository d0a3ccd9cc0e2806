package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** The token of a one-time link: 256 random bits; only its hash is stored. */
public final class OneTimeToken {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeToken() {}

    public static String make() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    public static byte[] hash(String token) {
        return ApiKeyText.hash(Secret.of(token));
    }
}
