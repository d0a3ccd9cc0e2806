package dev.mailmoor.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the console without JavaScript; remembers every page that was shown. */
final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    final List<String> seen = new java.util.ArrayList<>();
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(int port) {
        this.port = port;
    }

    record Shown(int status, String html, String path, HttpHeaders headers) {}

    Shown get(String path) {
        return follow(request(path).GET().build(), path);
    }

    /** Submits a form of the page at {@code from}, and follows where it leads. */
    Shown submit(String from, String to, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        String token = token(from);
        if (!token.isEmpty()) {
            all.put("_csrf", token);
        }
        String body = all.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return follow(
                request(to)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                to);
    }

    /** Of a form of this page; empty when it has none. */
    String token(String page) {
        Matcher token = CSRF.matcher(get(page).html());
        return token.find() ? token.group(1) : "";
    }

    /** As a form with a file does, with its fields in their order, and without a token but for one among them. */
    Shown upload(String to, Map<String, String> fields) {
        String boundary = "----of-a-visitor";
        String parts = fields.entrySet().stream()
                .map(field -> "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, field.getKey(), field.getValue()))
                .collect(Collectors.joining("", "", "--" + boundary + "--\r\n"));
        return follow(
                request(to)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(parts))
                        .build(),
                to);
    }

    HttpResponse<java.io.InputStream> stream(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(uri(path))
                            .header("Accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Shown follow(HttpRequest request, String path) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            seen.add(answer.body());
            if (answer.statusCode() / 100 == 3) {
                return get(URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .toString()
                        .replaceFirst("^https?://[^/]+", ""));
            }
            return new Shown(answer.statusCode(), answer.body(), path, answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60)).header("Accept", "text/html");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
