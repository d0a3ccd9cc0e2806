package dev.mailmoor.protocol.tls;

import dev.mailmoor.protocol.wire.ChannelBinding;
import dev.mailmoor.protocol.wire.Link;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Drives an engine over a plain link. Buffers begin small and grow when the engine asks. What the handshake leaves to be
 * sent goes out with the first command, or when an answer is awaited.
 */
final class TlsLink implements Link {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MOST_IDLE_TURNS = 100;
    /** Takes the head of a record, and all of a short one. */
    private static final int RESTING = 64;

    private final Link plain;
    private final TlsEngine handle;
    private final SSLEngine engine;

    /** {@link TlsBuffers#NONE} while it rests. */
    private TlsBuffers buffers = TlsBuffers.take();

    /** Between position and limit: what came and is not decrypted. */
    private ByteBuffer incoming = buffers.incoming().flip();
    /** Up to position: what is encrypted and not sent. */
    private ByteBuffer outgoing = buffers.outgoing();
    /** Between position and limit: what is decrypted and not fetched. */
    private ByteBuffer clear = buffers.clear().flip();

    private boolean keyShareKnown;
    private boolean underway;
    private boolean established;
    private boolean closed;
    private int idleTurns;

    TlsLink(Link plain, TlsEngine handle) {
        this.plain = plain;
        this.handle = handle;
        this.engine = handle.engine();
    }

    /** Completes the handshake; says nothing about who the server is. */
    void handshake() throws IOException {
        engine.beginHandshake();
        while (!established) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_TASK -> runTasks();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrapped()) {
                        throw new EOFException("the server closed the connection during the TLS handshake");
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> established = true;
            }
        }
    }

    SSLEngine engine() {
        return engine;
    }

    @Override
    public Optional<ChannelBinding> channelBinding() {
        return Bindings.of(engine.getSession());
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!clear.hasRemaining()) {
            if (!nextRecord()) {
                return -1;
            }
        }
        int count = Math.min(into.remaining(), clear.remaining());
        into.put(into.position(), clear, clear.position(), count);
        into.position(into.position() + count);
        clear.position(clear.position() + count);
        return count;
    }

    @Override
    public void awaitInput() throws IOException {
        if (clear.hasRemaining() || incoming.hasRemaining()) {
            return;
        }
        flush();
        forgetBuffers();
        ByteBuffer first = ByteBuffer.allocate(RESTING);
        plain.read(first);
        if (closed) {
            throw new ClosedChannelException();
        }
        buffers = TlsBuffers.take();
        incoming = buffers.incoming().put(first.flip()).flip();
        outgoing = buffers.outgoing();
        clear = buffers.clear().flip();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (closed) {
            // The buffers are another connection's by now.
            throw new ClosedChannelException();
        }
        ByteBuffer words = buffers.words();
        while (from.hasRemaining()) {
            int count = Math.min(from.remaining(), words.capacity());
            words.clear().put(0, from, from.position(), count).limit(count);
            from.position(from.position() + count);
            while (words.hasRemaining()) {
                wrap(words);
            }
        }
        flush();
    }

    private boolean nextRecord() throws IOException {
        try {
            if (!unwrapped()) {
                return false;
            }
            afterHandshake();
            return true;
        } catch (SSLException e) {
            throw HandshakeFailed.afterwards(e);
        }
    }

    /** Session tickets and key updates are part of TLS 1.3; a new handshake in 1.2 could bring another server's identity. */
    private void afterHandshake() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED || engine.isInboundDone()) {
            return;
        }
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("the server asked for a new handshake");
        }
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            wrap(NOTHING);
        }
    }

    /** Takes one record in, reading as needed; false at the end. */
    private boolean unwrapped() throws IOException {
        while (true) {
            clear.clear();
            SSLEngineResult result;
            try {
                result = engine.unwrap(incoming, clear);
            } finally {
                clear.flip();
            }
            underway |= result.bytesConsumed() > 0;
            switch (result.getStatus()) {
                case OK -> {
                    boolean stuck = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
                    if (!stuck || !wantsInput(result)) {
                        countIdle(stuck);
                        return true;
                    }
                    if (!received()) {
                        return false;
                    }
                }
                case BUFFER_OVERFLOW -> growClear();
                case BUFFER_UNDERFLOW -> {
                    if (wantsOtherThanInput(result)) {
                        countIdle(true);
                        return true;
                    }
                    if (!received()) {
                        return false;
                    }
                }
                case CLOSED -> {
                    return false;
                }
            }
        }
    }

    /** An engine that makes no headway must not keep a thread busy. */
    private void countIdle(boolean stuck) throws SSLException {
        idleTurns = stuck ? idleTurns + 1 : 0;
        if (idleTurns > MOST_IDLE_TURNS) {
            throw new SSLException("the TLS engine makes no headway");
        }
    }

    private static boolean wantsOtherThanInput(SSLEngineResult result) {
        HandshakeStatus status = result.getHandshakeStatus();
        return status == HandshakeStatus.NEED_WRAP || status == HandshakeStatus.NEED_TASK;
    }

    private boolean wantsInput(SSLEngineResult result) {
        HandshakeStatus status = result.getHandshakeStatus();
        return status == HandshakeStatus.NEED_UNWRAP || status == HandshakeStatus.NOT_HANDSHAKING && established;
    }

    private boolean received() throws IOException {
        flush();
        incoming.compact();
        if (!incoming.hasRemaining()) {
            incoming = grown(incoming, engine.getSession().getPacketBufferSize());
        }
        int count;
        try {
            count = plain.read(incoming);
        } finally {
            incoming.flip();
        }
        if (!established && count > 0) {
            HandshakeFailed.ifTold(incoming, underway);
            noteKeyShare();
        }
        return count >= 0;
    }

    private void noteKeyShare() {
        if (!keyShareKnown) {
            OptionalInt group = ServerHello.keyShareIn(incoming);
            keyShareKnown = group.isPresent();
            group.ifPresent(handle::keyShareChosen);
        }
    }

    private void growClear() {
        int most = engine.getSession().getApplicationBufferSize();
        clear = ByteBuffer.allocate(Math.max(most, clear.capacity() * 2)).flip();
    }

    private void wrap(ByteBuffer from) throws IOException {
        while (true) {
            SSLEngineResult result = engine.wrap(from, outgoing);
            switch (result.getStatus()) {
                case OK -> {
                    if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                        runTasks();
                    }
                    return;
                }
                case BUFFER_OVERFLOW ->
                    outgoing = grown(
                            outgoing, outgoing.position() + engine.getSession().getPacketBufferSize());
                case CLOSED -> throw new EOFException("the server closed the connection");
                case BUFFER_UNDERFLOW -> throw new SSLException("the TLS engine wants more than there is to send");
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private void flush() throws IOException {
        if (outgoing.position() > 0) {
            plain.write(outgoing.flip());
            outgoing.clear();
        }
    }

    private static ByteBuffer grown(ByteBuffer full, int size) {
        return ByteBuffer.allocate(Math.max(size, full.capacity() * 2)).put(full.flip());
    }

    /** Tells the server that we leave, or why: best effort, for the connection ends either way. */
    private void sendLastRecord() {
        try {
            engine.closeOutbound();
            if (engine.wrap(NOTHING, outgoing).getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                outgoing = grown(
                        outgoing, outgoing.position() + engine.getSession().getPacketBufferSize());
                engine.wrap(NOTHING, outgoing);
            }
            flush();
        } catch (IOException | RuntimeException ignored) {
            // It is gone already.
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            sendLastRecord();
        } finally {
            handle.close();
            forgetBuffers();
            plain.close();
        }
    }

    private void forgetBuffers() {
        incoming = NOTHING;
        outgoing = NOTHING;
        clear = NOTHING;
        buffers.giveBack();
        buffers = TlsBuffers.NONE;
    }
}
