package dev.mailmoor.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A running Mailmoor, reached by its HTTP API. */
final class Service {
    /** A test signs in to mail servers, which may take their time. */
    private static final Duration DEADLINE = Duration.ofSeconds(150);

    private static final int LARGEST_ANSWER = 32 << 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final String url;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Service(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** By {@code MAILMOOR_URL} and {@code MAILMOOR_API_KEY}. */
    static Service of(Map<String, String> environment) {
        String url = environment.getOrDefault("MAILMOOR_URL", "http://127.0.0.1:8025");
        String key = environment.getOrDefault("MAILMOOR_API_KEY", "");
        if (key.isBlank()) {
            throw new WrongUse("Set MAILMOOR_API_KEY to an API key of the workspace (console: Settings, API keys).");
        }
        if (!url.matches("https?://[^/?#\\s]+/?")) {
            throw new WrongUse("MAILMOOR_URL must be like http://127.0.0.1:8025, not " + url);
        }
        return new Service(url.endsWith("/") ? url.substring(0, url.length() - 1) : url, key.strip());
    }

    JsonNode get(String path) {
        return call("GET", path, Optional.empty());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return call("POST", path, Optional.of(body));
    }

    JsonNode delete(String path) {
        return call("DELETE", path, Optional.empty());
    }

    /** The mailbox with this address, or with this id. */
    JsonNode mailbox(String addressOrId) {
        if (!addressOrId.contains("@")) {
            return get("/mailboxes/" + encoded(addressOrId));
        }
        String address = addressOrId.strip();
        String all = "/mailboxes?limit=500&q=" + encoded(address);
        JsonNode page = get(all);
        Optional<JsonNode> found = named(address, page);
        // The search finds all that hold the address: in a large workspace this one may come late.
        while (found.isEmpty() && page.path("nextCursor").isString()) {
            page = get(all + "&cursor=" + encoded(page.path("nextCursor").asString()));
            found = named(address, page);
        }
        return found.orElseThrow(() -> new Refusal("There is no mailbox " + address + " here."));
    }

    private static Optional<JsonNode> named(String address, JsonNode page) {
        return page.path("items")
                .valueStream()
                .filter(mailbox -> mailbox.path("address").asString("").equalsIgnoreCase(address))
                .findFirst();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What takes long: a file, sent or fetched. */
    private static final Duration LONG_DEADLINE = Duration.ofHours(1);

    /** Reads a body while it comes. */
    interface Reading {
        void read(InputStream body) throws IOException;
    }

    JsonNode send(String path, String contentType, HttpRequest.BodyPublisher body) {
        HttpRequest request = request(path)
                .timeout(LONG_DEADLINE)
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        HttpResponse<InputStream> response = exchange(request);
        return answer(response.statusCode(), body(response));
    }

    void fetch(String path, Reading reading) {
        HttpResponse<InputStream> response =
                exchange(request(path).timeout(LONG_DEADLINE).build());
        if (response.statusCode() != 200) {
            answer(response.statusCode(), body(response));
        }
        try {
            reading.read(response.body());
        } catch (IOException e) {
            throw new Refusal("The connection to " + url + " broke: " + e.getMessage());
        }
    }

    private JsonNode call(String method, String path, Optional<Map<String, ?>> body) {
        HttpRequest.BodyPublisher publisher = body.<HttpRequest.BodyPublisher>map(
                        content -> HttpRequest.BodyPublishers.ofByteArray(
                                JsonMapper.shared().writeValueAsBytes(content)))
                .orElse(HttpRequest.BodyPublishers.noBody());
        HttpRequest request = request(path)
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        HttpResponse<InputStream> response = exchange(request);
        return answer(response.statusCode(), body(response));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json, application/problem+json, text/csv");
    }

    private JsonNode body(HttpResponse<InputStream> response) {
        try {
            return read(response.body());
        } catch (IOException e) {
            throw new Refusal("The connection to " + url + " broke: " + e.getMessage());
        }
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new Refusal("No Mailmoor answers at " + url
                    + ". Start it with ./mailmoor serve, or set MAILMOOR_URL to where it runs.");
        } catch (HttpTimeoutException e) {
            throw new Refusal("The Mailmoor at " + url + " did not answer in time.");
        } catch (IOException e) {
            throw new Refusal("The connection to " + url + " broke: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted.");
        }
    }

    private static JsonNode read(InputStream body) throws IOException {
        try (body) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER);
            return bytes.length == 0
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode answer(int status, JsonNode body) {
        if (status / 100 == 2) {
            return body;
        }
        throw switch (status) {
            case 401 -> new Refusal("The API key in MAILMOOR_API_KEY is not accepted.", body);
            case 403 -> new Refusal("This API key's role does not allow that.", body);
            default -> new Refusal(sentence(status, body), body);
        };
    }

    private static String sentence(int status, JsonNode problem) {
        String detail = problem.path("detail").asString("");
        String title = problem.path("title").asString("");
        String said = detail.isBlank() ? title : detail;
        return said.isBlank() ? "The service answered with status " + status + "." : said;
    }

    /** The service said no, or was not there; the message is a sentence. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient JsonNode problem;

        Refusal(String sentence) {
            this(sentence, MissingNode.getInstance());
        }

        /** @param problem RFC 9457, missing when there is none */
        Refusal(String sentence, JsonNode problem) {
            super(sentence);
            this.problem = problem;
        }

        JsonNode problem() {
            return problem;
        }

        /** The service was not there, or could not answer just now. */
        boolean mayPass() {
            int status = problem.path("status").asInt(SERVICE_UNAVAILABLE);
            return status == SERVICE_UNAVAILABLE || status == TOO_MANY_REQUESTS;
        }
    }

    /** Wrong use: exit status 2. */
    static final class WrongUse extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongUse(String sentence) {
            super(sentence);
        }
    }
}
