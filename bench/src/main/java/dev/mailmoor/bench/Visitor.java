package dev.mailmoor.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console, and a program with a key. */
final class Visitor implements AutoCloseable {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(String url) {
        this.url = url;
    }

    void signIn() throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(get("/sign-in"));
        if (!csrf.find()) {
            throw new IllegalStateException("the sign-in page has no form");
        }
        String form = "_csrf=" + encoded(csrf.group(1)) + "&email=" + encoded(ServiceFolder.OWNER) + "&password="
                + encoded(ServiceFolder.PASSWORD);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    long nanosFor(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        get(path);
        return System.nanoTime() - start;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        if (path.startsWith("/api/")) {
            request.header("Authorization", "Bearer " + ServiceFolder.API_KEY);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
