package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * How an API key is written: {@code mmk_}, 128 random bits, and a CRC-32 of both, by which a mistyped key and a leaked one
 * are recognised without asking the database. Hexadecimal, so that a double click selects all of it.
 */
final class ApiKeyText {
    private static final String MARK = "mmk_";
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH = MARK.length() + 2 * RANDOM_BYTES + 8;
    private static final int VISIBLE = MARK.length() + 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ApiKeyText() {}

    static String make() {
        byte[] bits = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bits);
        String body = MARK + java.util.HexFormat.of().formatHex(bits);
        return body + checksum(body);
    }

    /** Looks like one of ours, but cannot be: letters were lost or changed. */
    static boolean mistyped(String text) {
        if (!text.startsWith(MARK)) {
            return false;
        }
        int end = LENGTH - 8;
        return text.length() != LENGTH || !text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /** The part that lists may show. */
    static String visible(String text) {
        return text.startsWith(MARK) ? text.substring(0, VISIBLE) : text.substring(0, 4);
    }

    /** 128 random bits need no slow hash (a bootstrap key has at least 32 characters of the operator's own). */
    static byte[] hash(Secret key) {
        return key.open(ApiKeyText::sha256);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return "%08x".formatted(crc.getValue());
    }
}
