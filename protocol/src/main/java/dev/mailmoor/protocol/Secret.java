package dev.mailmoor.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A password, app password or token. It prints as {@code ‹secret›}, is not serialisable, and its bytes are seen only for
 * the length of a lambda.
 */
public final class Secret {
    private final byte[] utf8;

    private Secret(byte[] utf8) {
        this.utf8 = utf8;
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies {@code utf8}; the caller may wipe its own. */
    public static Secret ofUtf8(byte[] utf8) {
        return new Secret(utf8.clone());
    }

    /** Lends a copy of the bytes (UTF-8) and wipes it afterwards. */
    public <T> T open(Function<byte[], T> use) {
        byte[] lent = utf8.clone();
        try {
            return use.apply(lent);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    /** Lends the text, for libraries that take only a {@code String}. */
    public <T> T reveal(Function<String, T> use) {
        return use.apply(new String(utf8, StandardCharsets.UTF_8));
    }

    public boolean isEmpty() {
        return utf8.length == 0;
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(utf8, secret.utf8);
    }

    /** Constant, so that a hash gives nothing away. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "‹secret›";
    }
}
