package dev.mailmoor.bench;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Link;
import dev.mailmoor.server.probe.BoringSslEngines;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * What a TLS connection to an IMAP server costs while it is kept open and nothing is said: memory of this whole process,
 * the virtual thread that waits in it included, and CPU.
 */
final class IdleBench implements AutoCloseable {
    private static final double MOST_KIBIBYTES = 12;
    private static final double MOST_CPU_PERCENT = 1;
    private static final int AT_ONCE = 32;
    private static final int WARM = 300;
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration WATCHED = Duration.ofSeconds(10);

    private final StubServer stub;
    private final TlsClient client;
    private final Queue<Link> held = new ConcurrentLinkedQueue<>();

    private IdleBench(StubServer stub, TlsClient client) {
        this.stub = stub;
        this.client = client;
    }

    static void run(int connections) throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.RSA_2048);
        try (StubServer stub = StubServer.start(authority, StubServer.Tickets.TWO, Protocol.IMAP, LONG)
                .orElse(null)) {
            if (stub != null) {
                var trust = OwnPeer.trust(authority);
                try (IdleBench bench = new IdleBench(stub, new TlsClient(BoringSslEngines.orTheJdks(trust), trust))) {
                    bench.run(connections, Machine.now());
                }
            }
        }
    }

    private void run(int connections, String machine) throws IOException, InterruptedException {
        hold(WARM);
        double before = residentKibibytes();
        hold(connections);
        double each = (residentKibibytes() - before) / connections;
        double began = CpuTime.millis();
        Thread.sleep(WATCHED);
        double percent = (CpuTime.millis() - began) / WATCHED.toMillis() * 100;
        System.out.printf("%,d idle connections, %s%n", connections, machine);
        System.out.println(
                Goal.atMost(MOST_KIBIBYTES, "KiB", "memory of each connection").told(each));
        System.out.println(Goal.atMost(MOST_CPU_PERCENT, "% of a core", "CPU while nothing is said")
                .told(percent));
    }

    /** Opens so many more, and returns when each of them rests. */
    private void hold(int connections) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        CountDownLatch resting = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            room.acquire();
            Thread.ofVirtual().start(() -> {
                Link link = opened();
                held.add(link);
                room.release();
                resting.countDown();
                rest(link);
            });
        }
        resting.await();
    }

    /** Greeted. */
    private Link opened() {
        try {
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), stub.port());
            Link link = client.secure(new Plain(SocketChannel.open(server)), "localhost", stub.port());
            ByteBuffer line = ByteBuffer.allocate(256);
            while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
                if (link.read(line) < 0) {
                    throw new IllegalStateException("the stub server hung up");
                }
            }
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AttemptEnded e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rest(Link link) {
        try {
            link.awaitInput();
        } catch (IOException ended) {
            // The measure is over.
        }
    }

    /** After the garbage of the handshakes has gone. */
    private static double residentKibibytes() throws IOException, InterruptedException {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(Duration.ofMillis(300));
            least = Math.min(least, residentNow());
        }
        return least;
    }

    private static double residentNow() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("the system does not tell how much memory this process has");
    }

    @Override
    public void close() throws IOException {
        for (Link link : held) {
            link.close();
        }
    }

    private record Plain(SocketChannel channel) implements Link {
        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
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
