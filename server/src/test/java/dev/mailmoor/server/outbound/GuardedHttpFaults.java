package dev.mailmoor.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.wire.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Web servers that mean no good, and places that we do not go to. */
class GuardedHttpFaults {
    private static final WebRequest.Limits LIMITS =
            new WebRequest.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1_024);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server = start();
    private final GuardedHttp inside = new GuardedHttp(reach("127.0.0.0/8"));
    private final CountDownLatch over = new CountDownLatch(1);

    private HttpServer start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setExecutor(threads);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reach reach(String... allowed) {
        return new Reach(
                List.of(allowed).stream().map(Cidr::parse).toList(),
                host -> List.of(InetAddress.getLoopbackAddress()),
                new CertificateTrust(List.of()),
                443);
    }

    private URI place(HttpHandler page) {
        server.createContext("/page", page);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
    }

    private static WebAnswer.Failure failure(WebAnswer answer) {
        return ((WebAnswer.Failed) answer).failure();
    }

    @AfterEach
    void close() {
        over.countDown();
        inside.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anAnswerComesWithItsHeadersAndItsBodyUpToTheLimit() {
        URI place = place(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            byte[] body = ("moor".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });

        var came = (WebAnswer.Came) inside.ask(WebRequest.post(place, Map.of("X", "y"), new byte[] {1}, LIMITS));

        assertThat(came.status()).isEqualTo(503);
        assertThat(came.header("retry-after")).contains("7");
        assertThat(came.body()).hasSize(1_024);
        assertThat(came.extent()).isEqualTo(WebAnswer.Extent.CUT);
    }

    @Test
    void aServerThatDripsIsLeftWhenTheTimeIsOver() {
        URI place = place(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!over.await(50, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                }
            } catch (IOException leftUs) {
                exchange.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var limits = new WebRequest.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000_000);

        WebAnswer answer = inside.ask(WebRequest.get(place, limits));

        assertThat(failure(answer)).isEqualTo(WebAnswer.Failure.TOO_SLOW);
    }

    @Test
    void whatIsNotAllowedIsNotAsked() {
        try (GuardedHttp outside = new GuardedHttp(reach());
                GuardedHttp elsewhere = new GuardedHttp(reach("10.0.0.0/8"))) {
            URI place = place(exchange -> {
                throw new IllegalStateException("asked all the same");
            });

            assertThat(failure(outside.ask(WebRequest.get(place, LIMITS)))).isEqualTo(WebAnswer.Failure.NOT_ALLOWED);
            assertThat(failure(elsewhere.ask(WebRequest.get(place, LIMITS)))).isEqualTo(WebAnswer.Failure.NOT_ALLOWED);
            for (String other : List.of("ftp://127.0.0.1/", "http://a@127.0.0.1/", "file:///etc/hostname", "x")) {
                assertThat(failure(inside.ask(WebRequest.get(URI.create(other), LIMITS))))
                        .as(other)
                        .isEqualTo(WebAnswer.Failure.NOT_ALLOWED);
            }
        }
    }

    @Test
    void withoutTlsNobodyIsAskedOutsideOfTheAllowedNetworks() {
        Reach world = new Reach(
                List.of(),
                _ -> List.of(InetAddress.ofLiteral("203.0.113.7"), InetAddress.ofLiteral("9.9.9.9")),
                new CertificateTrust(List.of()),
                443);
        Reach open = new Reach(
                List.of(), _ -> List.of(InetAddress.ofLiteral("9.9.9.9")), new CertificateTrust(List.of()), 443);
        try (GuardedHttp special = new GuardedHttp(world);
                GuardedHttp everywhere = new GuardedHttp(open)) {
            URI place = URI.create("http://hooks.example/");

            assertThat(failure(everywhere.ask(WebRequest.get(place, LIMITS)))).isEqualTo(WebAnswer.Failure.NOT_ALLOWED);
            assertThat(failure(special.ask(WebRequest.get(place, LIMITS)))).isEqualTo(WebAnswer.Failure.NOT_ALLOWED);
        }
    }
}
