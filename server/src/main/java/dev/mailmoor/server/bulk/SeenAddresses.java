package dev.mailmoor.server.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * In which row each address of a file stands first, in 12 bytes each: a million addresses as texts would take a hundred
 * megabytes. The 64 bits of a hash are enough for a million, and nobody can make two collide: it is SHA-256's.
 */
final class SeenAddresses {
    private static final int FIRST_SIZE = 1 << 12;

    private final MessageDigest sha256 = sha256();
    private long[] hashes = new long[FIRST_SIZE];
    private int[] rows = new int[FIRST_SIZE];
    private int count;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Remembers the earliest row of an address; the row it stands in already, when that is an earlier one. */
    OptionalInt earlier(String address, int row) {
        long hash = hash(address);
        int place = place(hash);
        if (rows[place] == 0) {
            hashes[place] = hash;
            rows[place] = row;
            count++;
            if (count > rows.length / 2) {
                grow();
            }
            return OptionalInt.empty();
        }
        if (rows[place] >= row) {
            rows[place] = row;
            return OptionalInt.empty();
        }
        return OptionalInt.of(rows[place]);
    }

    private int place(long hash) {
        int mask = rows.length - 1;
        int place = (int) hash & mask;
        while (rows[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldRows = rows;
        hashes = new long[oldRows.length * 2];
        rows = new int[oldRows.length * 2];
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != 0) {
                int place = place(oldHashes[i]);
                hashes[place] = oldHashes[i];
                rows[place] = oldRows[i];
            }
        }
    }

    private long hash(String address) {
        byte[] digest = sha256.digest(address.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(Arrays.copyOf(digest, Long.BYTES)).getLong();
    }
}
