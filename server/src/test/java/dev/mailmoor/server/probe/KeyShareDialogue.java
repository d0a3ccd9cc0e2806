package dev.mailmoor.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.wire.Link;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** A server that wants another key share than the usual one has to ask for it once, not with every check. */
class KeyShareDialogue {
    /** How a hello begins its random part when it only asks for another (RFC 8446 §4.1.3). */
    private static final String ASKS_AGAIN = "cf21ad74e59a6111be1d8c021e65b891";

    private final CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);

    @Test
    void theShareThatAServerAskedForIsOfferedAtOnceTheNextTime() throws Exception {
        CertificateTrust trust = new CertificateTrust(List.of(authority.root()));
        TlsClient client = new TlsClient(BoringSslEngines.orTheJdks(trust), trust);
        try (SSLServerSocket server = (SSLServerSocket) authority
                .issue("localhost")
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(server));
            assertThat(received(client, server.getLocalPort())).contains(ASKS_AGAIN);
            assertThat(received(client, server.getLocalPort())).doesNotContain(ASKS_AGAIN);
        }
    }

    private static void greet(SSLServerSocket server) {
        try {
            while (true) {
                try (SSLSocket client = (SSLSocket) server.accept()) {
                    SSLParameters parameters = client.getSSLParameters();
                    parameters.setNamedGroups(new String[] {"secp384r1"});
                    client.setSSLParameters(parameters);
                    client.getOutputStream().write('*');
                }
            }
        } catch (IOException ended) {
            // The test is over.
        }
    }

    private static String received(TlsClient client, int port) throws Exception {
        Overheard link =
                new Overheard(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        try (Link secured = client.secure(link, "localhost", port)) {
            assertThat(secured.read(ByteBuffer.allocate(10))).isPositive();
        }
        return HexFormat.of().formatHex(link.heard.toByteArray());
    }

    /** Keeps what came in. */
    private record Overheard(SocketChannel channel, ByteArrayOutputStream heard) implements Link {
        Overheard(SocketChannel channel) {
            this(channel, new ByteArrayOutputStream());
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int from = into.position();
            int count = channel.read(into);
            for (int i = from; i < into.position(); i++) {
                heard.write(into.get(i));
            }
            return count;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            while (from.hasRemaining()) {
                channel.write(from);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
