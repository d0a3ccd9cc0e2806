package dev.mailmoor.protocol.wire;

import java.io.IOException;

/** Wraps a plain link in TLS. */
@FunctionalInterface
public interface Securing {
    /**
     * Returns only when the server has proved to be {@code host}.
     *
     * @throws AttemptEnded when the handshake fails or the certificate does not hold
     */
    Link secure(Link plain, String host, int port) throws AttemptEnded, IOException;
}
