package dev.mailmoor.protocol.tls;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one connection reads and writes through. Outside of the heap, where sockets and native engines take it without a
 * copy, and used again and again; wiped in between, for passwords go through it. When many connections want one at a
 * time, the rest get theirs on the heap.
 *
 * @param incoming encrypted, from the server
 * @param outgoing encrypted, to the server
 * @param clear decrypted, from the server
 * @param words to be encrypted
 */
record TlsBuffers(ByteBuffer all, ByteBuffer incoming, ByteBuffer outgoing, ByteBuffer clear, ByteBuffer words) {
    /** Takes a usual server's whole flight: hello, two certificates, signature. */
    private static final int LARGE = 4 * 1024;

    private static final int SMALL = 2 * 1024;
    private static final int WORDS = 512;
    private static final int MOST_KEPT = 1_024;

    /** Of a connection that has none. */
    static final TlsBuffers NONE = none();

    private static final BlockingQueue<TlsBuffers> FREE = new ArrayBlockingQueue<>(MOST_KEPT);
    private static final AtomicInteger MADE = new AtomicInteger();

    static TlsBuffers take() {
        TlsBuffers free = FREE.poll();
        if (free != null) {
            return free;
        }
        int size = LARGE + SMALL + LARGE + WORDS;
        boolean kept = MADE.get() < MOST_KEPT && MADE.incrementAndGet() <= MOST_KEPT;
        return cut(kept ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size));
    }

    private static TlsBuffers none() {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        return new TlsBuffers(nothing, nothing, nothing, nothing, nothing);
    }

    private static TlsBuffers cut(ByteBuffer all) {
        return new TlsBuffers(
                all,
                all.slice(0, LARGE),
                all.slice(LARGE, SMALL),
                all.slice(LARGE + SMALL, LARGE),
                all.slice(LARGE + SMALL + LARGE, WORDS));
    }

    /** Nobody may use them, or a part of them, any more. */
    void giveBack() {
        MemorySegment.ofBuffer(all).fill((byte) 0);
        if (all.isDirect()) {
            incoming.clear();
            outgoing.clear();
            clear.clear();
            words.clear();
            FREE.add(this);
        }
    }
}
