package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that is kept open and rests loses nothing of what comes then. */
@Timeout(20)
class HeldLinkDialogue {
    private static final String NOTHING_MORE = "";

    private final CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);
    private final BlockingQueue<String> toSay = new LinkedBlockingQueue<>();
    private SSLServerSocket server;
    private Link link;

    @BeforeEach
    @Timeout(20)
    void connect() throws Exception {
        CertificateTrust trust = new CertificateTrust(List.of(authority.root()));
        server = (SSLServerSocket) authority
                .issue("localhost")
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::speak);
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        link = new TlsClient(new JdkTlsEngines(trust), trust).secure(new PlainLink(channel), "localhost", 993);
    }

    @AfterEach
    void disconnect() throws IOException {
        link.close();
        server.close();
    }

    private void speak() {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            client.startHandshake();
            for (String words = toSay.take(); !words.equals(NOTHING_MORE); words = toSay.take()) {
                client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException | InterruptedException ended) {
            // The test is over.
        }
    }

    private String heard(int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining() && link.read(into) >= 0) {
            // As much as was asked for.
        }
        return new String(into.array(), 0, into.position(), StandardCharsets.US_ASCII);
    }

    @Test
    void whatComesWhileItRestsIsReadWhole() throws IOException {
        for (String words : List.of("* 1 EXISTS", "* ".repeat(9_000), "* 2 EXISTS")) {
            toSay.add(words);
            link.awaitInput();
            assertThat(heard(words.length())).isEqualTo(words);
        }
    }

    @Test
    void whatWaitsAlreadyIsNotWaitedFor() throws IOException {
        toSay.add("* 1 EXISTS");
        assertThat(heard(4)).isEqualTo("* 1 ");
        link.awaitInput();
        assertThat(heard(6)).isEqualTo("EXISTS");
    }

    @Test
    void theEndWakesIt() throws IOException {
        toSay.add("*");
        assertThat(heard(1)).isEqualTo("*");
        toSay.add(NOTHING_MORE);
        link.awaitInput();
        assertThat(link.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void closedItWaitsNoMore() throws IOException {
        link.close();
        assertThatThrownBy(link::awaitInput).isInstanceOf(ClosedChannelException.class);
    }
}
