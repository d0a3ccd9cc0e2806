package dev.mailmoor.protocol.tls;

import java.io.Closeable;
import javax.net.ssl.SSLEngine;

/** An engine for one connection, and the means to give its memory back where it has some outside of the heap. */
public interface TlsEngine extends Closeable {
    SSLEngine engine();

    /** Told, once for a handshake in TLS 1.3, which named group (RFC 8446 §4.2.7) the server chose or asked for. */
    default void keyShareChosen(int namedGroup) {}

    /** Called once, by the thread that used the engine. */
    @Override
    void close();
}
