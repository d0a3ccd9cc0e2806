package dev.mailmoor.protocol.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes to and from a server, in the clear or through TLS. Used by one thread; {@link #close} by any. */
public interface Link extends Closeable {
    /** Blocks until there is something; returns the number of bytes put, or -1 at the end. */
    int read(ByteBuffer into) throws IOException;

    /**
     * Blocks until there is something to read, or nothing more will come; holds as little memory as it can meanwhile. For
     * connections that are kept open: many wait at a time.
     */
    default void awaitInput() throws IOException {}

    /** Sends everything. */
    void write(ByteBuffer from) throws IOException;

    /** What binds a sign-in to this connection; empty in the clear. */
    default Optional<ChannelBinding> channelBinding() {
        return Optional.empty();
    }
}
