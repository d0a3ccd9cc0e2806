package dev.mailmoor.server.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that is told of events, and answers what a test says. */
final class Receiver implements AutoCloseable {
    final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    volatile Function<Delivered, Answer> answers = _ -> Answer.OK;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    record Delivered(Map<String, List<String>> headers, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String type() {
            return json().path("type").asString("");
        }

        String id() {
            return headers.getOrDefault("Webhook-id", List.of("")).getFirst();
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {
        static final Answer OK = of(200);

        static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Delivered one =
                    new Delivered(Map.copyOf(exchange.getRequestHeaders()), new String(body, StandardCharsets.UTF_8));
            delivered.add(one);
            Answer answer = answers.apply(one);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        }
    }

    /** The types, in the order in which they came. */
    List<String> types() {
        return delivered.stream().map(Delivered::type).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
