package dev.mailmoor.testkit.hosts;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The plainest possible client: a line goes out, the line that ends its answer comes back. */
final class PlainClient implements AutoCloseable {
    private final SSLSocketFactory tls;
    private Socket socket;
    private BufferedReader in;

    private PlainClient(SSLSocketFactory tls, Socket socket) throws IOException {
        this.tls = tls;
        this.socket = socket;
        this.in = reader();
    }

    static PlainClient with(MailHost host, Endpoint endpoint) {
        try {
            SSLSocketFactory tls = trusting(host.authorities());
            boolean secured = endpoint.security() == TlsMode.TLS;
            Socket plain = new Socket(endpoint.host(), endpoint.port());
            PlainClient client = new PlainClient(tls, secured ? wrap(tls, plain) : plain);
            client.answer("");
            return client;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Sends one line; returns the first answer line that starts with {@code tag} and ends the answer. */
    String say(String line, String tag) {
        try {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            return answer(tag);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    String say(String line) {
        return say(line, "");
    }

    void startTls(String command) {
        say(command);
        try {
            socket = wrap(tls, socket);
            in = reader();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static String plain(String user, String password) {
        byte[] initial = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return "AUTH PLAIN " + Base64.getEncoder().encodeToString(initial);
    }

    private String answer(String tag) throws IOException {
        String line = in.readLine();
        while (line != null && (!line.startsWith(tag) || isContinued(line))) {
            line = in.readLine();
        }
        return line == null ? "" : line;
    }

    private static boolean isContinued(String line) {
        return line.length() > 3 && line.charAt(3) == '-' && Character.isDigit(line.charAt(0));
    }

    private BufferedReader reader() throws IOException {
        socket.setSoTimeout(5_000);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Socket wrap(SSLSocketFactory tls, Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, "localhost", plain.getPort(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static SSLSocketFactory trusting(Path authorities) throws IOException {
        try (var pem = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "host", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
