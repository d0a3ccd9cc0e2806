package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.wire.Link;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection wrote through is another's once it is closed: it must not write there any more. */
@Timeout(20)
class ClosedLinkDialogue {
    private final CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);

    @Test
    void aClosedLinkTakesNoWords() throws Exception {
        CertificateTrust trust = new CertificateTrust(List.of(authority.root()));
        TlsClient client = new TlsClient(new JdkTlsEngines(trust), trust);
        try (SSLServerSocket server = (SSLServerSocket) authority
                .issue("localhost")
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(server));
            Link secured = client.secure(new PlainLink(SocketChannel.open(address(server))), "localhost", 993);
            secured.close();

            assertThatThrownBy(() -> secured.write(ByteBuffer.wrap(new byte[] {'*'})))
                    .isInstanceOf(ClosedChannelException.class);
        }
    }

    private static InetSocketAddress address(SSLServerSocket server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    private static void greet(SSLServerSocket server) {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            client.getOutputStream().write('*');
        } catch (IOException ended) {
            // The test is over.
        }
    }
}
