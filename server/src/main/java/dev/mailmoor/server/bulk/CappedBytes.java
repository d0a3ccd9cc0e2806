package dev.mailmoor.server.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and digests what is read, and ends the reading of a file that is too large. */
final class CappedBytes extends FilterInputStream {
    static final long MOST = 1L << 30;

    private final MessageDigest digest = sha256();
    private final long most;
    private long count;

    CappedBytes(InputStream in) {
        this(in, MOST);
    }

    CappedBytes(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            digest.update(into, offset, read);
            count += read;
            if (count > most) {
                throw UnreadableFile.tooLarge("The file is larger than 1 GiB: split it.");
            }
        }
        return read;
    }

    /** Of all that was read. */
    byte[] digest() {
        return digest.digest();
    }
}
