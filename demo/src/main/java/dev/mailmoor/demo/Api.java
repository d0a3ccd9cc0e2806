package dev.mailmoor.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service by its public API, as any program would use it. */
final class Api {
    private final String base;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Api(String base, String key) {
        this.base = base;
        this.key = key;
    }

    void connect(Resident resident, PretendedServer server, String password) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("address", resident.address());
        draft.put("name", Map.of("first", resident.first(), "last", resident.last()));
        draft.put("configurationName", resident.configurationName());
        draft.put("description", resident.description());
        draft.put("owner", resident.address());
        draft.put("tags", resident.tags());
        draft.put("receiving", channel(resident, resident.provider().receiving(), server.receivingPort()));
        draft.put("sending", channel(resident, "smtp", server.sendingPort()));
        draft.put("secret", password);
        call("POST", "/mailboxes", draft);
    }

    /** What the owner of a lost mailbox would do. */
    void renew(Resident resident, String password) {
        call(
                "PUT",
                "/mailboxes/" + mailbox(resident).path("id").asString() + "/credential",
                Map.of("secret", password));
    }

    JsonNode mailbox(Resident resident) {
        String q = URLEncoder.encode(resident.address(), StandardCharsets.UTF_8);
        return call("GET", "/mailboxes?q=" + q, Map.of()).path("items").path(0);
    }

    private static Map<String, Object> channel(Resident resident, String protocol, int port) {
        return Map.of(
                "protocol",
                protocol,
                "host",
                resident.provider().host(),
                "port",
                port,
                "security",
                "tls",
                "username",
                resident.address());
    }

    private JsonNode call(String method, String path, Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " was answered with " + response.statusCode() + ": " + response.body());
            }
            return JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
        } catch (IOException e) {
            throw new IllegalStateException("The service does not answer its own playground", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
