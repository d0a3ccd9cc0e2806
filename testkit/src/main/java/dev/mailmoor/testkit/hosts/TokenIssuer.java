package dev.mailmoor.testkit.hosts;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;

/**
 * An OAuth server whose signed access tokens a host takes for signing in; whose mailbox it is stands in their claim {@code
 * email}.
 *
 * @param issuer as its tokens name it
 * @param keyId as their headers name the key
 * @param client to whom they are given (claim {@code azp})
 */
public record TokenIssuer(String issuer, String keyId, PublicKey key, String client) {
    String pem() {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }
}
