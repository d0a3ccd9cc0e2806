package dev.mailmoor.testkit.scripted;

import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;

/** The client as the script sees it. Text is UTF-8; lines end with CRLF. */
public final class Peer {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Socket tcp;
    private Socket socket;

    Peer(Socket tcp) {
        this.tcp = tcp;
        this.socket = tcp;
    }

    /** Sends these lines in one write. */
    public void say(String... lines) throws IOException {
        send(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends the text as it is. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends bytes past the TLS layer. */
    public void beneathTls(byte[] bytes) throws IOException {
        tcp.getOutputStream().write(bytes);
        tcp.getOutputStream().flush();
    }

    /** The client's next line, without its end. */
    public String hear() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = socket.getInputStream().read();
                c != '\n';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new EOFException("the client left");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        received.add(text);
        return text;
    }

    /** The next line must be this one. */
    public void hear(String expected) throws IOException {
        String line = hear();
        if (!line.equals(expected)) {
            throw new AssertionError("expected «" + expected + "» but the client sent «" + line + "»");
        }
    }

    /** Reads as many bytes. */
    public String hearBytes(int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
    }

    /** Hears one line and answers it. */
    public void answer(String expected, String... lines) throws IOException {
        hear(expected);
        say(lines);
    }

    /** Goes on in TLS, as the server. */
    public void startTls(ServerCertificate certificate, String... versions) throws IOException {
        SSLSocket secured = (SSLSocket)
                certificate.context().getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
        secured.setUseClientMode(false);
        if (versions.length > 0) {
            secured.setEnabledProtocols(versions);
        }
        secured.startHandshake();
        socket = secured;
    }

    /** Goes on in TLS, and lets nobody in without a certificate. */
    public void startTlsWithClientCertificate(ServerCertificate certificate, String version) throws IOException {
        SSLSocket secured = (SSLSocket)
                certificate.context().getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.setEnabledProtocols(new String[] {version});
        secured.setNeedClientAuth(true);
        secured.startHandshake();
    }

    /** What the connection's two ends can both derive (RFC 9266). */
    public byte[] exporter() throws IOException {
        ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
        return session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
    }

    /** One byte each {@code pause}, for ever, or until the client has had enough. */
    public void trickle(String text, Duration pause) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % bytes.length) {
            send(new byte[] {bytes[i]});
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** Says no more, and waits until the client leaves. */
    public void fallSilent() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Ends the connection with RST instead of FIN. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    List<String> received() {
        return received;
    }

    void hangUp() throws IOException {
        socket.close();
    }
}
