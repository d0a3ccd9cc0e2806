package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks over the API, with the whole service behind it. */
@ServerTest
class WebhooksApiTest {
    private static final String PATH = "/api/v1/webhooks";
    private static final String OWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Journal journal;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private Caller admin = new Caller(0, "");
    private WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));

    @BeforeEach
    void aReceiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        Tenants tenants = new Tenants(jdbc, keys, port);
        workspace = tenants.workspace();
        admin = tenants.caller(workspace, Role.ADMIN);
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    private Caller.Answer add(String more) {
        return admin.post(PATH, "{\"url\":\"%s\"%s}".formatted(url(), more));
    }

    @Test
    void aSecretThatWasMadeIsShownOnceAndOnesOwnNever() {
        var made = add("");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/secret")).startsWith("whsec_");
        assertThat(made.header("Location")).isEqualTo(PATH + "/" + made.text("/id"));
        assertThat(admin.get(PATH).body()).doesNotContain("whsec_").contains(made.text("/id"));
        assertThat(admin.get(PATH + "/" + made.text("/id")).body()).doesNotContain("whsec_");

        var own = add(",\"secret\":\"%s\",\"events\":[\"mailbox.auth-lost\"]".formatted(OWN));
        assertThat(own.status()).isEqualTo(201);
        assertThat(own.body()).doesNotContain("whsec_");
        assertThat(own.text("/events/0")).isEqualTo("mailbox.auth-lost");

        var renewed = admin.post(PATH + "/" + own.text("/id") + "/secret", "{}");
        assertThat(renewed.text("/secret")).startsWith("whsec_").isNotEqualTo(OWN);
        assertThat(renewed.text("/oldSecretUntil")).isNotEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(Caller.fields(admin.post(PATH, "{}"))).containsExactly("url");
        assertThat(Caller.fields(add(",\"events\":[\"mailbox.exploded\",null]")))
                .containsExactly("events");
        var secret = add(",\"secret\":\"not a good one\"");
        assertThat(Caller.fields(secret)).containsExactly("secret");
        assertThat(secret.body()).doesNotContain("not a good one");
    }

    @Test
    void anEventOfTheJournalArrivesAndIsListed() {
        String id = add("").text("/id");
        UUID mailbox = UUID.randomUUID();
        journal.publish(new NewEvent(
                workspace,
                "mailbox.auth-lost",
                clock.instant(),
                Map.of("mailbox", Map.of("id", mailbox.toString(), "address", "a@example.com", "state", "auth-lost"))));

        await().atMost(Duration.ofSeconds(30)).until(() -> !bodies.isEmpty());
        assertThat(bodies.getFirst()).contains(mailbox.toString(), workspace.toString(), "mailbox.auth-lost");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(PATH + "/" + id + "/deliveries?state=delivered")
                                .json()
                                .path("items")
                                .size()
                        == 1);
        var delivery = admin.get(PATH + "/" + id + "/deliveries").json().at("/items/0");
        assertThat(delivery.path("responseStatus").asInt()).isEqualTo(200);
        assertThat(bodies.getFirst()).contains(delivery.path("eventId").asString(""));

        String replay = PATH + "/" + id + "/deliveries/" + delivery.path("id").asString("") + "/replay";
        assertThat(admin.post(replay, "{}").status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> bodies.size() == 2);
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }

    @Test
    void itIsTriedChangedAndRemoved() {
        String path = PATH + "/" + add("").text("/id");

        var tested = admin.post(path + "/test", "{}");
        assertThat(tested.status()).isEqualTo(200);
        assertThat(tested.text("/state")).isEqualTo("delivered");
        assertThat(bodies.getFirst()).contains("webhook.test");

        var off = admin.send("PATCH", path, "{\"enabled\":false}", "If-Match", "1");
        assertThat(off.text("/state")).isEqualTo("disabled");
        assertThat(admin.send("PATCH", path, "{\"enabled\":true}", "If-Match", "1")
                        .status())
                .isEqualTo(412);
        var replayed = admin.post(path + "/deliveries/replay", "{\"since\":\"2026-01-01T00:00:00Z\"}");
        assertThat(replayed.json().path("replayed").asInt(-1)).isZero();
        assertThat(Caller.fields(admin.post(path + "/deliveries/replay", "{\"since\":\"yesterday\"}")))
                .containsExactly("since");
        assertThat(Caller.fields(admin.get(path + "/deliveries?state=lost"))).containsExactly("state");
        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
    }
}
