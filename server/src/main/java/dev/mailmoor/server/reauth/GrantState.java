package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One attempt of a grant, as it travels: as OAuth's {@code state} with a seal that only the browser's key makes. Nonce and
 * PKCE verifier are made of that key too, so that nothing of them needs storing and another browser can do nothing with an
 * answer (RFC 9700 §4.7).
 */
record GrantState(WorkspaceId workspace, UUID start, int attempt) {
    private static final int NAMED = 36;
    private static final int SEAL = 16;

    String sealed(Secret browser) {
        byte[] seal = mac(browser, "state");
        return base64(ByteBuffer.allocate(NAMED + SEAL)
                .put(named())
                .put(seal, 0, SEAL)
                .array());
    }

    /** Empty when it is none, or this browser was not given it. */
    static Optional<GrantState> read(String text, Secret browser) {
        Optional<byte[]> bytes = bytes(text, NAMED + SEAL);
        Optional<GrantState> state = bytes.map(all -> named(ByteBuffer.wrap(all)));
        return state.filter(one -> MessageDigest.isEqual(
                Arrays.copyOfRange(bytes.orElseThrow(), NAMED, NAMED + SEAL),
                Arrays.copyOf(one.mac(browser, "state"), SEAL)));
    }

    static Optional<byte[]> bytes(String text, int length) {
        if (text.length() > 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text)).filter(bytes -> bytes.length == length);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static GrantState named(ByteBuffer from) {
        return new GrantState(
                new WorkspaceId(new UUID(from.getLong(), from.getLong())),
                new UUID(from.getLong(), from.getLong()),
                from.getInt());
    }

    private byte[] named() {
        return ByteBuffer.allocate(NAMED)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .putLong(start.getMostSignificantBits())
                .putLong(start.getLeastSignificantBits())
                .putInt(attempt)
                .array();
    }

    String nonce(Secret browser) {
        return base64(mac(browser, "nonce"));
    }

    Secret verifier(Secret browser) {
        return Secret.of(base64(mac(browser, "verifier")));
    }

    private byte[] mac(Secret browser, String what) {
        return browser.open(key -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.update(what.getBytes(StandardCharsets.US_ASCII));
                mac.update((byte) 0);
                return mac.doFinal(named());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK has no HMAC-SHA-256", e);
            }
        });
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
