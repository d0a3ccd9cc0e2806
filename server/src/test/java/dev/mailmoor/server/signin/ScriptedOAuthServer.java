package dev.mailmoor.server.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An OAuth server on the loopback. It takes each refresh token once and gives another, until it is told to say something
 * else.
 */
final class ScriptedOAuthServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger counter = new AtomicInteger();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<Function<Map<String, String>, Answer>> script = Optional.empty();
    private final Map<String, String> replaced = new ConcurrentHashMap<>();
    private volatile boolean patient;
    private volatile long lifeSeconds = 3_600;
    private volatile String keys = "{\"keys\":[]}";

    record Answer(int status, String type, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        static Answer error(String code) {
            return json(400, "{\"error\":\"" + code + "\"}");
        }
    }

    ScriptedOAuthServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, metadata()));
        server.createContext("/keys", exchange -> send(exchange, Answer.json(200, keys)));
        server.createContext("/token", exchange -> send(exchange, token(exchange)));
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A refresh token that it will take once. */
    String grant() {
        String token = "refresh-" + counter.incrementAndGet();
        good.add(token);
        return token;
    }

    void says(Answer answer) {
        script = Optional.of(form -> answer);
    }

    /** From now on a refresh token is good until the one that came for it is used, as Microsoft's are. */
    void keepsThoseBefore() {
        patient = true;
    }

    /** Its keys, as RFC 7517 writes them. */
    void publishes(String jwks) {
        keys = jwks;
    }

    void worksAgain() {
        script = Optional.empty();
    }

    void tokensLive(long seconds) {
        lifeSeconds = seconds;
    }

    /** The forms that the token endpoint was sent. */
    List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    private Answer metadata() {
        return Answer.json(200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(issuer()));
    }

    private Answer token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(header -> form.put("(authorization)", header));
        asked.add(form);
        return script.orElse(this::tokens).apply(form);
    }

    private Answer tokens(Map<String, String> form) {
        boolean byRefresh = "refresh_token".equals(form.get("grant_type"));
        String given = form.getOrDefault("refresh_token", "");
        if (byRefresh && !(patient ? good.contains(given) : good.remove(given))) {
            return Answer.error("invalid_grant");
        }
        String refresh = byRefresh ? ",\"refresh_token\":\"" + next(given) + "\"" : "";
        return Answer.json(
                200,
                "{\"access_token\":\"access-" + server.getAddress().getPort() + "-" + counter.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifeSeconds + refresh + "}");
    }

    private String next(String given) {
        Optional.ofNullable(replaced.remove(given)).ifPresent(good::remove);
        String token = grant();
        replaced.put(token, given);
        return token;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
