package dev.mailmoor.server.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mailmoor.protocol.autoconfig.NameRecords;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NameService;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Every name below moor.test on the loopback, with a web server and DNS records that a test sets. */
final class PretendedWeb implements AutoCloseable {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create(KeyKind.P_256);

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;

    PretendedWeb(String... names) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.issue(names).context()));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    PretendedWeb() {
        this("moor.test", "autoconfig.moor.test", "autodiscover.moor.test", "elsewhere.test");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String place = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "")
                + exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + place);
        pages.getOrDefault(place, PretendedWeb::missing).handle(exchange);
    }

    private static void missing(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
    }

    void page(String place, String text) {
        page(place, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    void redirect(String place, String to) {
        page(place, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    void page(String place, HttpHandler handler) {
        pages.put(place, handler);
    }

    void record(String type, String name, String... texts) {
        records.put(type + " " + name, List.of(texts));
    }

    Network network(String... allowed) {
        NameRecords dns =
                (name, type) -> new NameRecords.Answer.Records(records.getOrDefault(type + " " + name, List.of()));
        NameService names = host -> {
            if (host.endsWith(".test") || host.equals("moor.test")) {
                return List.of(InetAddress.getLoopbackAddress());
            }
            throw new UnknownHostException(host);
        };
        return new Network(
                java.util.stream.Stream.of(allowed).map(Cidr::parse).toList(),
                names,
                dns,
                new CertificateTrust(List.of(AUTHORITY.root())),
                server.getAddress().getPort());
    }

    Network network() {
        return network("127.0.0.0/8", "::1/128");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
